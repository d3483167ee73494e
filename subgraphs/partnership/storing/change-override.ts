import type { EntityManager } from "typeorm";
import { ChildviewError } from "../../../service/errors.ts";
import { type AskedOfOverride, type AskingOfOverride, makeChangeToOverride } from "../changing/changes.ts";
import { AccessOverrideRow } from "../records/access-override-row.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";
import { lockChild } from "./lock-child.ts";
import { openChild } from "./open-child.ts";
import { storeWrites } from "./store-writes.ts";

/** Of which override a change is asked for. */
export interface OverrideRequest {
  readonly overrideId: string;
  readonly idempotencyKey: string;
}

/**
 * Makes one change to an override, as `changeChild` does to a child, and answers the override's id. The child is not asked for: the officers who answer for overrides
 * have no relationship with any child. Throws OVERRIDE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever the change refuses with. Does not check whom it concerns.
 */
export function changeOverride<Name extends keyof AskedOfOverride>(
  context: ChangeContext,
  { overrideId, idempotencyKey }: OverrideRequest,
  asking: AskingOfOverride<Name>,
): Promise<string> {
  return changeOnce(
    context,
    { ...asking, idempotencyKey, subject: overrideId },
    (manager) => lockOverride(manager, overrideId),
    async (manager, override) => {
      const open = await openChild(manager, context, override?.child ?? nobody, []);
      if (override === null || open === undefined) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
      const { id, writes } = makeChangeToOverride({ ...open, override }, asking);
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
