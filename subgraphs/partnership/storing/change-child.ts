import { ChildviewError } from "../../../service/errors.ts";
import { type ChangeName, type Asking, makeChange } from "../changing/changes.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";
import { lockChild } from "./lock-child.ts";
import { openChild } from "./open-child.ts";
import { reachedChild } from "./reached-child.ts";
import { storeWrites } from "./store-writes.ts";

/** Of which child a change is asked for. */
export interface ChangeRequest {
  readonly childId: string;
  /** The client's own key: the same key again is the same change, and is made once. */
  readonly idempotencyKey: string;
  /** The ids of all practitioners whom the change names; besides them it is told of those who are or were on the team. */
  readonly practitioners: readonly string[];
}

/**
 * Makes one change to one child's facts, whole or not at all, and answers the id of what was made or changed. Changes to the same child wait for each other, so each
 * sees what the one before it did. When this returns, the change is committed: every operation that starts later, on whichever replica, reads it. Throws
 * CHILD_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever the change refuses with; then nothing is stored.
 */
export function changeChild<Name extends ChangeName>(
  context: ChangeContext,
  { childId, idempotencyKey, practitioners }: ChangeRequest,
  asking: Asking<Name>,
): Promise<string> {
  return changeOnce(
    context,
    { ...asking, idempotencyKey, subject: childId },
    async (manager) => {
      const reached = await reachedChild(manager, context, childId, asking.change);
      await lockChild(manager, reached);
      return reached;
    },
    async (manager, reached) => {
      const open = await openChild(manager, context, reached, practitioners);
      const made = open === undefined ? undefined : makeChange(open, asking);
      // A child out of reach must read as one who does not exist, here as in every answer.
      if (made === undefined) throw new ChildviewError("CHILD_NOT_FOUND", "");
      await storeWrites(manager, made.writes);
      return { id: made.id, child: childId };
    },
  );
}
