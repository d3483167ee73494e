import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { ChildviewError } from "../../../service/errors.ts";
import type { Change, OpenChange } from "../changing/change.ts";
import { relationship } from "../deciding/relationship.ts";
import type { IndexedChild } from "../facts-reader.ts";
import { openIndexReader } from "../index-reader.ts";
import type { PractitionerRow } from "../records/practitioner-row.ts";
import { type ChangeContext, changeOnce } from "./change-once.ts";
import { lockChild } from "./lock-child.ts";
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
  /** The ids of all practitioners whom the change names; it is told of no others. */
  readonly practitioners: readonly string[];
}

/**
 * Makes one change to one child's facts, whole or not at all, and answers the id of what was made or changed. Changes to the same child wait for each other, so each
 * sees what the one before it did. When this returns, the change is committed: every operation that starts later, on whichever replica, reads it. Throws
 * CHILD_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever `make` refuses with; then nothing is stored.
 */
export function changeChild(
  context: ChangeContext,
  { childId, practitioners, ...request }: ChangeRequest,
  make: (open: OpenChange) => Change,
): Promise<string> {
  return changeOnce(
    context,
    { ...request, subject: childId },
    (manager) => lockChild(manager, childId),
    async (manager, known) => {
      const { id, writes } = make(await openChange(manager, context, known ? childId : undefined, practitioners));
      await storeWrites(manager, writes);
      return id;
    },
  );
}

async function openChange(
  manager: EntityManager,
  context: ChangeContext,
  id: string | undefined,
  practitioners: readonly string[],
): Promise<OpenChange> {
  const { principal, today } = context;
  const child = id === undefined ? undefined : await openIndexReader(manager).facts(id);
  const toChild = child === undefined ? "none" : relationship(principal, child.family, child.memberships, today);
  // A child out of reach must read as one who does not exist, here as in every answer.
  if (child === undefined || toChild === "none") throw new ChildviewError("CHILD_NOT_FOUND", "");
  return openOn(context, child, await directoryOf(manager, practitioners));
}

/** What a change to a locked child is made from. */
export function openOn(context: ChangeContext, child: IndexedChild, directory: ReadonlyMap<string, PractitionerRow>): OpenChange {
  const { principal, policy, today } = context;
  return {
    child,
    principal,
    policy,
    relationship: relationship(principal, child.family, child.memberships, today),
    practitioner: (id) => directory.get(id),
    newId: randomUUID,
    now: afterAllBefore(child, context.now),
    today,
  };
}

async function directoryOf(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, PractitionerRow>> {
  const index = openIndexReader(manager);
  const entries = await Promise.all(ids.map((id) => index.practitioner(id)));
  return new Map(entries.flatMap((entry) => (entry === undefined ? [] : [[entry.id, entry]])));
}

// What is said later must stand later, whatever the clocks of two replicas say: each change comes after all that were made before it.
function afterAllBefore({ consentEvents }: IndexedChild, now: Date): Date {
  const last = Math.max(0, ...consentEvents.map(({ at }) => at.getTime()));
  return last < now.getTime() ? now : new Date(last + 1);
}
