import type { EntityManager } from "typeorm";
import type { Policy, Relationship } from "../../../policies/index.ts";
import { ChildviewError } from "../../../service/errors.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Moment } from "../deciding/moment.ts";
import { relationship } from "../deciding/relationship.ts";
import type { IndexedChild } from "../facts-reader.ts";
import { type IndexReader, openIndexReader } from "../index-reader.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";
import { lockChild } from "./lock-child.ts";

/** What is asked for. */
export interface ChangeRequest {
  /** The name of the mutation. */
  readonly change: string;
  readonly childId: string;
  /** The client's own key: the same key again is the same change, and is made once. */
  readonly idempotencyKey: string;
  /** Everything else that was asked, plain data. */
  readonly asked: object;
}

/** The child, locked until the change is made or refused: nobody else changes them meanwhile, and the facts are those of this moment. */
export interface OpenChange extends Moment {
  readonly manager: EntityManager;
  readonly child: IndexedChild;
  readonly principal: Principal;
  /** What the person who asks is to the child. Never `none`. */
  readonly relationship: Relationship;
  readonly policy: Policy;
  /** Reads within the transaction. */
  readonly index: IndexReader;
}

/**
 * Makes one change to one child's facts, whole or not at all, and answers the id of what was made or changed. Changes to the same child wait for each other, so each
 * sees what the one before it did. When this returns, the change is committed: every operation that starts later, on whichever replica, reads it. Throws
 * CHILD_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever `make` refuses with; then nothing is stored.
 */
export function changeChild(
  context: ChangeContext,
  { childId, ...request }: ChangeRequest,
  make: (open: OpenChange) => Promise<string>,
): Promise<string> {
  return changeOnce(
    context,
    { ...request, subject: childId },
    (manager) => lockChild(manager, childId),
    async (manager, known) => make(await openChange(manager, context, known ? childId : undefined)),
  );
}

async function openChange(manager: EntityManager, context: ChangeContext, id: string | undefined): Promise<OpenChange> {
  const { principal, policy, today } = context;
  const index = openIndexReader(manager);
  const child = id === undefined ? undefined : await index.facts(id);
  const toChild = child === undefined ? "none" : relationship(principal, child.family, child.memberships, today);
  // A child out of reach must read as one who does not exist, here as in every answer.
  if (child === undefined || toChild === "none") throw new ChildviewError("CHILD_NOT_FOUND", "");
  return { manager, child, principal, policy, relationship: toChild, index, now: afterAllBefore(child, context.now), today };
}

// What is said later must stand later, whatever the clocks of two replicas say: each change comes after all that were made before it.
function afterAllBefore({ consentEvents }: IndexedChild, now: Date): Date {
  const last = Math.max(0, ...consentEvents.map(({ at }) => at.getTime()));
  return last < now.getTime() ? now : new Date(last + 1);
}
