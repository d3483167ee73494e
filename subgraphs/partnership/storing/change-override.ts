import type { EntityManager } from "typeorm";
import { ChildviewError } from "../../../service/errors.ts";
import type { Change, OpenOverride } from "../changing/change.ts";
import { AccessOverrideRow } from "../records/access-override-row.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";
import { lockChild } from "./lock-child.ts";
import { openChild } from "./open-child.ts";
import { storeWrites } from "./store-writes.ts";

/** What is asked for. */
export interface OverrideRequest {
  /** The name of the mutation. */
  readonly change: string;
  readonly overrideId: string;
  readonly idempotencyKey: string;
  /** Everything else that was asked, plain data. */
  readonly asked: object;
}

/**
 * Makes one change to an override, as `changeChild` does to a child, and answers the override's id. The child is not asked for: the officers who answer for overrides
 * have no relationship with any child. Throws OVERRIDE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever `make` refuses with. Does not check whom it concerns.
 */
export function changeOverride(
  context: ChangeContext,
  { overrideId, ...request }: OverrideRequest,
  make: (open: OpenOverride) => Change,
): Promise<string> {
  return changeOnce(
    context,
    { ...request, subject: overrideId },
    (manager) => lockOverride(manager, overrideId),
    async (manager, override) => {
      const open = await openChild(manager, context, override?.child ?? nobody, []);
      if (override === null || open === undefined) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
      // Consents are put in order by moments that can be ahead of the clock; an override's hours are the clock's.
      const { id, writes } = make({ ...open, now: context.now, override });
      await storeWrites(manager, writes);
      return id;
    },
  );
}

// No child has this id. The same is read whether there is such an override or not, so that the two cannot be told apart by what the database is asked.
const nobody = "";

async function lockOverride(manager: EntityManager, id: string): Promise<AccessOverrideRow | null> {
  const found = await manager.findOne(AccessOverrideRow, { where: { id } });
  await lockChild(manager, found?.child ?? nobody);
  // Read again: somebody may have changed it while the child was waited for.
  return manager.findOne(AccessOverrideRow, { where: { id } });
}
