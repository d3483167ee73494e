import type { Purpose } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { gatherFacts } from "../../deciding/gather-facts.ts";
import { openingOf } from "../../deciding/openable.ts";
import type { AccessOverrideRow } from "../../records/access-override-row.ts";
import type { Change, OpenChange } from "../change.ts";
import { adding } from "../writes.ts";
import { raiseAlerts } from "./raise-alerts.ts";
import { mustHaveSubstance } from "./substance.ts";

/** How long an override lasts, in milliseconds. An emergency is over in half a working day, or has become work that consent or an assessment should carry. */
const lasts = 4 * 60 * 60 * 1000;

/** What a practitioner opens an override with. */
export interface GlassBreaking {
  /** The one purpose for which it opens anything. */
  readonly forPurpose: Purpose;
  readonly basis: AccessOverrideRow["basis"];
  readonly reason: string;
  /** Shielded categories that it is to open besides. */
  readonly alsoShielded?: readonly string[] | undefined;
  /** Why the family is not to be shown it; they are if nothing is said. */
  readonly keepFromFamilyBecause?: string | undefined;
}

/**
 * Opens an override: for the practitioner who asks, in their role, for one purpose and four hours from `open.now`, all that the agreements open to an override; and
 * alerts those who answer for it. Answers its id. Throws REASON_TOO_SHORT, OVERRIDE_NOT_FORESEEN, or ARGUMENT_INVALID for a name in vain.
 */
export function breakGlass(open: OpenChange, asked: GlassBreaking): Change {
  const { child, principal, policy, now } = open;
  const { forPurpose: purpose, basis, reason, keepFromFamilyBecause } = asked;
  const categories = categoriesOpenedBy(open, asked);
  mustHaveSubstance("reason", reason);
  if (keepFromFamilyBecause !== undefined) mustHaveSubstance("keepFromFamilyBecause", keepFromFamilyBecause);
  const { subject: practitioner, agency, role } = principal;
  const override = { id: open.newId(), child: child.id, practitioner, agency, role, purpose, basis, reason, categories };
  const row = {
    ...override,
    keptFromFamily: keepFromFamilyBecause ?? null,
    policy: policy.version,
    openedAt: now,
    endsAt: new Date(now.getTime() + lasts),
    ...{ revokedAt: null, revokedBy: null, revokeReason: null },
    ...{ reviewedAt: null, reviewedBy: null, justified: null, reviewNote: null },
  };
  return { id: override.id, writes: [adding("overrides", row), ...raiseAlerts(open, override)] };
}

function categoriesOpenedBy(open: OpenChange, { forPurpose, alsoShielded = [] }: GlassBreaking): string[] {
  const facts = gatherFacts(open.policy, open.child, open.principal, forPurpose, open);
  const { categories, idle } = openingOf(open.policy, facts, alsoShielded);
  const [vain] = idle;
  if (vain !== undefined)
    throw new ChildviewError("ARGUMENT_INVALID", `"alsoShielded" names "${vain}", of which an override lifts no shield for you here.`);
  if (categories.length === 0) throw new ChildviewError("OVERRIDE_NOT_FORESEEN", "");
  return [...categories];
}
