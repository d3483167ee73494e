import type { EntityManager } from "typeorm";
import { type Action, mayAct } from "../../../policies/index.ts";
import { ChildviewError } from "../../../service/errors.ts";
import { type AskedOfOverride, type AskingOfOverride, makeChangeToOverride, officersActionOf } from "../changing/changes.ts";
import { nobody } from "../reach-reader.ts";
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
 * have no relationship with any child. Throws OVERRIDE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever the change refuses with.
 */
export function changeOverride<Name extends keyof AskedOfOverride>(
  context: ChangeContext,
  { overrideId, idempotencyKey }: OverrideRequest,
  asking: AskingOfOverride<Name>,
): Promise<string> {
  return changeOnce(
    context,
    { ...asking, idempotencyKey, subject: overrideId },
    (manager) => lockOverride(manager, context, overrideId, officersActionOf(asking.change)),
    async (manager, override) => {
      const open = await openChild(manager, context, override?.child ?? nobody, []);
      if (override === null || open === undefined) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
      const { id, writes } = makeChangeToOverride({ ...open, override }, asking);
      await storeWrites(manager, writes);
      return { id, child: override.child };
    },
  );
}

/** Locks the child of an override that the one who asks opened or answers for. Of every other nobody is locked and nothing is read, as of one that there is not. */
async function lockOverride(
  manager: EntityManager,
  { policy, principal: { subject, role, agency } }: ChangeContext,
  id: string,
  action: Action,
): Promise<AccessOverrideRow | null> {
  const answers = mayAct(policy, action, { role, agency, relationship: "none" });
  const [found]: { child: string }[] = await manager.query(
    "SELECT child FROM access_override WHERE id = $1 AND ((practitioner = $2 AND agency = $3) OR (CAST($4 AS boolean) AND $3 = ANY(concerned)))",
    [id, subject, agency, answers],
  );
  await lockChild(manager, found?.child ?? nobody);
  // Read once the child is locked: somebody may have changed it while the child was waited for.
  return manager.findOne(AccessOverrideRow, { where: { id: found === undefined ? nobody : id } });
}
