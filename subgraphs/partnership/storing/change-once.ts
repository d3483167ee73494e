import type { DataSource, EntityManager } from "typeorm";
import type { Policy } from "../../../policies/index.ts";
import { appendWithin, type NewEntry } from "../../../service/audit.ts";
import { isDatabaseGone } from "../../../service/database.ts";
import { type Deadline, requireTime } from "../../../service/deadline.ts";
import { ChildviewError } from "../../../service/errors.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Contradiction } from "../deciding/contradiction.ts";
import type { Moment } from "../deciding/moment.ts";
import type { IndexReader } from "../index-reader.ts";
import { ChangeReceiptRow } from "../records/change-receipt-row.ts";
import { forgetOldReceipts } from "./receipts.ts";
import { type KeyedChange, requestDigest } from "./keyed-change.ts";

/** Who asks for a change, and where it is made. */
export interface ChangeContext extends Moment {
  readonly principal: Principal;
  readonly policy: Policy;
  /** The operation that it is part of, as the audit has it. */
  readonly operation: { readonly id: string; readonly trace: string };
  /** A change whose caller has left before it was begun is not begun. */
  readonly deadline: Deadline;
  /** Where it is made: once begun, it goes on without its caller, until the time is up. */
  readonly databaseOfChanges: DataSource;
  /** The index that the operation reads by; it forgets what it read once the change is made. */
  readonly index: IndexReader;
  /** Sees to it that officers are told if the directory contradicts the person's token; whatever becomes of the change. */
  readonly contradicted: (found: Contradiction | undefined) => void;
}

/** What a change came to. */
export interface Made {
  /** The id of what was made or changed. */
  readonly id: string;
  /** The child whom it was about; null if it was about none. By it the audit log is read, and values of it are erased. */
  readonly child: string | null;
}

/**
 * Makes one change in a transaction, whole or not at all, and answers the id of what was made or changed. `lock` comes first, so that changes to the same child wait for
 * each other; `make` is given what it found, and is left out if the change was made before. Throws IDEMPOTENCY_KEY_REUSED, DEADLINE_PASSED and whatever `make` refuses with; then
 * nothing is stored. Throws OUTCOME_UNKNOWN if the database is lost while it commits. Does not check who may.
 */
export async function changeOnce<Locked>(
  context: ChangeContext,
  keyed: KeyedChange,
  lock: (manager: EntityManager) => Promise<Locked>,
  make: (manager: EntityManager, locked: Locked) => Promise<Made>,
): Promise<string> {
  let commits = false;
  try {
    requireTime(context.deadline);
    return await context.databaseOfChanges.transaction(async (manager) => {
      const locked = await lock(manager);
      const earlier = await resultOfEarlier(manager, context, keyed);
      if (earlier !== undefined) return earlier;
      const made = await make(manager, locked);
      await leaveReceipt(manager, context, keyed, made.id);
      await appendWithin(manager, [entryOf(context, keyed, made)]);
      commits = true;
      return made.id;
    });
  } catch (cause) {
    if (commits && isDatabaseGone(cause)) throw new ChildviewError("OUTCOME_UNKNOWN", "", { cause });
    throw cause instanceof ChildviewError && cause.code === "DEADLINE_PASSED"
      ? new ChildviewError("DEADLINE_PASSED", "Nothing was stored.")
      : cause;
  } finally {
    context.index.forget();
  }
}

/** What the audit says of a change: who made which, to whom, and what came of it. What was asked, such as reasons, stands with what was stored. */
function entryOf({ principal, operation, now }: ChangeContext, { change, subject }: KeyedChange, { id, child }: Made): NewEntry {
  const { role, agency } = principal;
  const facts = { trace: operation.trace, operation: operation.id, role, agency, change };
  return { kind: "change", at: now, facts, personal: { person: principal.subject, child, subject, result: id } };
}

async function resultOfEarlier(manager: EntityManager, { principal }: ChangeContext, keyed: KeyedChange): Promise<string | undefined> {
  const { agency, subject } = principal;
  const receipt = await manager.findOne(ChangeReceiptRow, { where: { agency, subject, key: keyed.idempotencyKey } });
  if (receipt === null) return undefined;
  if (receipt.change !== keyed.change || receipt.request !== requestDigest(keyed)) throw new ChildviewError("IDEMPOTENCY_KEY_REUSED", "");
  return receipt.result;
}

async function leaveReceipt(manager: EntityManager, context: ChangeContext, keyed: KeyedChange, result: string): Promise<void> {
  const { principal, now } = context;
  const { agency, subject } = principal;
  const row = { agency, subject, key: keyed.idempotencyKey, change: keyed.change, request: requestDigest(keyed), result, at: now };
  const inserted = await manager.createQueryBuilder().insert().into(ChangeReceiptRow).values(row).orIgnore().returning("key").execute();
  // Another child's change took the key while this one was made; the two waited for different locks.
  if ((inserted.raw as unknown[]).length === 0) throw new ChildviewError("IDEMPOTENCY_KEY_REUSED", "");
  await forgetOldReceipts(manager, principal);
}
