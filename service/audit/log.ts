import type { DataSource } from "typeorm";
import type { Clock } from "../clock.ts";
import { Appender, write } from "./append.ts";
import { keepMissingSubtrees, signIfOld, signNow } from "./checkpoints.ts";
import { type NewEntry, seal } from "./entry.ts";
import type { NoteSigner } from "./note.ts";
import { openSigningKey } from "./signing-key.ts";

/** How often a process looks whether a checkpoint is to be signed, in milliseconds: with `oldEnough`, one is signed at least once a minute, also when nothing was added. */
const looksEvery = 20_000;

/** The audit log of a service. */
export interface AuditLog {
  /** With what it signs its checkpoints. */
  readonly signer: NoteSigner;
  /**
   * Settles once the entries are stored for good. Throws AUDIT_UNAVAILABLE if they are not, or if nobody knows: then nothing that they tell of may happen. Must not be waited for within a transaction.
   */
  append(entries: readonly NewEntry[]): Promise<void>;
  /** Throws what writing throws if the last append failed, and another, which is taken back at once, fails as well. */
  requireWritable(): Promise<void>;
  /** Waits for what is being written, and signs a last checkpoint. Before the database is closed. Throws what signing throws. */
  close(): Promise<void>;
}

/** What an audit log is opened with. */
export interface AuditLogParts {
  /** With the tables of the migration `AuditLogTables`. */
  readonly database: DataSource;
  readonly service: string;
  readonly clock: Clock;
  /** Is told when a checkpoint could not be signed; it is tried again. */
  readonly troubled: (error: unknown) => void;
}

/** Opens a service's log: makes its key if there is none, and signs a checkpoint, so that from the first moment on there is one. Throws AUDIT_INCONSISTENT if the log is not the continuation of its last checkpoint. */
export async function openAuditLog({ database, service, clock, troubled }: AuditLogParts): Promise<AuditLog> {
  const signer = await openSigningKey(database, service, clock());
  const appender = new Appender(database);
  await keepMissingSubtrees(database, signer);
  await signNow(database, signer, clock());
  let signing: Promise<void> = Promise.resolve();
  let failing = false;
  const timer = setInterval(() => {
    signing = signing.then(() => signIfOld(database, signer, clock())).catch(troubled);
  }, looksEvery);
  timer.unref();
  return {
    signer,
    append: async (entries) => {
      try {
        await appender.append(entries);
        failing = false;
      } catch (cause) {
        failing = true;
        throw cause;
      }
    },
    requireWritable: async () => {
      if (failing) await tryWriting(database, clock());
    },
    close: async () => {
      clearInterval(timer);
      await Promise.all([signing, appender.settled()]);
      await signNow(database, signer, clock());
    },
  };
}

/** Writes an entry and takes it back, since nothing has happened that it could tell of. Throws what writing throws. */
async function tryWriting(database: DataSource, now: Date): Promise<void> {
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction();
    await write(runner.manager, [seal({ kind: "trial", at: now, facts: {}, personal: {} })]);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}
