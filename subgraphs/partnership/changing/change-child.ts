import { createHash } from "node:crypto";
import type { DataSource, EntityManager } from "typeorm";
import type { Policy, Relationship } from "../../../policies/index.ts";
import { ChildviewError } from "../../../service/errors.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Moment } from "../deciding/moment.ts";
import { relationship } from "../deciding/relationship.ts";
import { type IndexedChild, type IndexReader, openIndexReader } from "../index-reader.ts";
import { ChangeReceiptRow } from "../records/change-receipt-row.ts";

/** Who asks for a change, and where it is made. */
export interface ChangeContext extends Moment {
  readonly principal: Principal;
  readonly policy: Policy;
  readonly database: DataSource;
  /** The index that the operation reads by; it forgets what it read once the change is made. */
  readonly index: IndexReader;
}

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
export async function changeChild(
  context: ChangeContext,
  request: ChangeRequest,
  make: (open: OpenChange) => Promise<string>,
): Promise<string> {
  const result = await context.database.transaction(async (manager) => {
    const known = await lockChild(manager, request.childId);
    const earlier = await resultOfEarlier(manager, context, request);
    if (earlier !== undefined) return earlier;
    const made = await make(await openChange(manager, context, known ? request.childId : undefined));
    await leaveReceipt(manager, context, request, made);
    return made;
  });
  context.index.forget();
  return result;
}

async function lockChild(manager: EntityManager, id: string): Promise<boolean> {
  // PostgreSQL refuses NUL in a text; such an id is nobody's.
  if (id.includes("\0")) return false;
  const rows: unknown[] = await manager.query("SELECT id FROM child WHERE id = $1 FOR UPDATE", [id]);
  return rows.length > 0;
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

async function resultOfEarlier(manager: EntityManager, { principal }: ChangeContext, request: ChangeRequest): Promise<string | undefined> {
  const { agency, subject } = principal;
  const receipt = await manager.findOne(ChangeReceiptRow, { where: { agency, subject, key: request.idempotencyKey } });
  if (receipt === null) return undefined;
  if (receipt.change !== request.change || receipt.request !== digestOf(request)) throw new ChildviewError("IDEMPOTENCY_KEY_REUSED", "");
  return receipt.result;
}

async function leaveReceipt(manager: EntityManager, context: ChangeContext, request: ChangeRequest, result: string): Promise<void> {
  const { principal, now } = context;
  const { agency, subject } = principal;
  const row = { agency, subject, key: request.idempotencyKey, change: request.change, request: digestOf(request), result, at: now };
  const inserted = await manager.createQueryBuilder().insert().into(ChangeReceiptRow).values(row).orIgnore().returning("key").execute();
  // Another child's change took the key while this one was made; the two waited for different locks.
  if ((inserted.raw as unknown[]).length === 0) throw new ChildviewError("IDEMPOTENCY_KEY_REUSED", "");
}

function digestOf({ change, childId, asked }: ChangeRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([change, childId, asked]))
    .digest("hex");
}
