import { ChildviewError } from "../../../service/errors.ts";
import type { Change, OpenChange } from "../changing/change.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";
import { lockChild } from "./lock-child.ts";
import { openChild } from "./open-child.ts";
import { storeWrites } from "./store-writes.ts";

/** What is asked for. */
export interface ChangeRequest {
  /** The name of the mutation. */
  readonly change: string;
  readonly childId: string;
  /** The client's own key: the same key again is the same change, and is made once. */
  readonly idempotencyKey: string;
  /** Everything else that was asked, plain data. */
  readonly asked: object;
  /** The ids of all practitioners whom the change names; besides them it is told of those who are or were on the team. */
  readonly practitioners: readonly string[];
}

/**
 * Makes one change to one child's facts, whole or not at all, and answers the id of what was made or changed. Changes to the same child wait for each other, so each
 * sees what the one before it did. `outsiders` says who without a relationship may make it all the same. When this returns, the change is committed: every operation that starts later, on whichever replica, reads it. Throws
 * CHILD_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever `make` refuses with; then nothing is stored.
 */
export function changeChild(
  context: ChangeContext,
  { childId, practitioners, ...request }: ChangeRequest,
  make: (open: OpenChange) => Change,
  outsiders: (open: OpenChange) => boolean = () => false,
): Promise<string> {
  return changeOnce(
    context,
    { ...request, subject: childId },
    (manager) => lockChild(manager, childId),
    async (manager, known) => {
      const open = await openChild(manager, context, childId, practitioners);
      // A child out of reach must read as one who does not exist, here as in every answer.
      if (open === undefined || !known || !(open.relationship !== "none" || outsiders(open)))
        throw new ChildviewError("CHILD_NOT_FOUND", "");
      const { id, writes } = make(open);
      await storeWrites(manager, writes);
      return id;
    },
  );
}
