import type { EntityManager } from "typeorm";
import type { Policy } from "../../../policies/index.ts";
import { ChildviewError } from "../../../service/errors.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Moment } from "../deciding/moment.ts";
import { AccessOverrideRow } from "../records/access-override-row.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";
import { lockChild } from "./lock-child.ts";

/** What is asked for. */
export interface OverrideRequest {
  /** The name of the mutation. */
  readonly change: string;
  readonly overrideId: string;
  readonly idempotencyKey: string;
  /** Everything else that was asked, plain data. */
  readonly asked: object;
}

/** An override, locked with its child until the change is made or refused. */
export interface OpenOverride extends Moment {
  readonly manager: EntityManager;
  readonly override: AccessOverrideRow;
  readonly principal: Principal;
  readonly policy: Policy;
}

/**
 * Makes one change to an override, as `changeChild` does to a child, and answers the override's id. The child is not asked for: the officers who answer for overrides
 * have no relationship with any child. Throws OVERRIDE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever `make` refuses with. Does not check whom it concerns.
 */
export function changeOverride(
  context: ChangeContext,
  { overrideId, ...request }: OverrideRequest,
  make: (open: OpenOverride) => Promise<void>,
): Promise<string> {
  return changeOnce(
    context,
    { ...request, subject: overrideId },
    (manager) => lockOverride(manager, overrideId),
    async (manager, override) => {
      if (override === null) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
      const { principal, policy, now, today } = context;
      await make({ manager, override, principal, policy, now, today });
      return overrideId;
    },
  );
}

async function lockOverride(manager: EntityManager, id: string): Promise<AccessOverrideRow | null> {
  const found = await manager.findOne(AccessOverrideRow, { where: { id } });
  if (found === null) return null;
  await lockChild(manager, found.child);
  // Read again: somebody may have changed it while the child was waited for.
  return manager.findOne(AccessOverrideRow, { where: { id } });
}
