import type { AccessOverrideRow } from "../../records/access-override-row.ts";
import type { PartnershipContext } from "../context.ts";
import { ascending, descending, inOrder } from "../in-order.ts";
import { overrideView } from "../overrides/override-view.ts";
import { categoriesView } from "./categories-view.ts";
import { toldOfSharing } from "./told-of-sharing.ts";
import type { SharingOverride } from "./sharing-override.ts";
import type { Sharing } from "./sharing.ts";

/** The overrides of a child that were opened, open or over, the latest first. Of each only the categories of which the asker is told who sees them; of none of them, it is left out. */
export async function sharingOverrides(context: PartnershipContext, { decision }: Sharing): Promise<SharingOverride[]> {
  const { policy } = context;
  const sharing = await toldOfSharing(context, decision);
  if (sharing === undefined) return [];
  const { child, told } = sharing;
  const rows = child.overrides
    .map((row) => ({ row, categories: row.categories.filter(told) }))
    .filter(({ categories }) => categories.length > 0)
    .sort(latestFirst);
  return Promise.all(
    rows.map(async ({ row, categories }) => {
      const { practitioner, role, agency, purpose, basis, openedAt, endsAt, state, justified, overdue, revokedAt } = await overrideView(
        context,
        row,
      );
      const roleName = policy.roles.find(({ id }) => id === role)?.name ?? role;
      const shown = {
        id: row.id,
        name: practitioner,
        role: roleName,
        agency,
        purpose,
        basis,
        openedAt,
        state,
        justified,
        reviewOverdue: overdue,
      };
      return { ...shown, endsAt: revokedAt ?? endsAt, categories: categoriesView(policy, categories) };
    }),
  );
}

const latestFirst = inOrder<{ readonly row: AccessOverrideRow }>(
  descending(({ row }) => row.openedAt.getTime()),
  ascending(({ row }) => row.purpose),
  ascending(({ row }) => row.practitioner),
  ascending(({ row }) => row.id),
);
