import type { DataSource, EntityManager } from "typeorm";
import { isDatabaseGone, isDiskFull } from "../database-gone.ts";
import { ChildviewError } from "../errors.ts";
import { type NewEntry, seal, type SealedEntry } from "./entry.ts";

/** How many entries one statement writes before the next begins; what was handed in together stays together. */
const mostAtOnce = 1000;

interface Waiting {
  readonly entries: readonly SealedEntry[];
  readonly written: () => void;
  readonly failed: (error: ChildviewError) => void;
}

/**
 * Writes entries, in one statement for all that wait while the one before it is committed. So each waits for one commit, or two, however many come at once, and the statements of all processes of a service
 * come after one another.
 */
export class Appender {
  readonly #database: DataSource;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(database: DataSource) {
    this.#database = database;
  }

  /**
   * Settles once the entries are stored for good, one after the other and in their order. Throws AUDIT_UNAVAILABLE if they are not, or if nobody knows: then they may stand in the log, and whatever they tell of must not happen.
   * Must not be waited for within a transaction: the embedded database has one session.
   */
  append(entries: readonly NewEntry[]): Promise<void> {
    return new Promise((written, failed) => {
      try {
        this.#waiting.push({ entries: entries.map(seal), written, failed });
      } catch (cause) {
        return failed(unavailable(cause));
      }
      this.#writing ??= this.#writeAll();
    });
  }

  /** Settles when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      try {
        await write(
          this.#database,
          batch.flatMap(({ entries }) => entries),
        );
        for (const { written } of batch) written();
      } catch (cause) {
        const error = unavailable(cause);
        for (const { failed } of batch) failed(error);
      }
    }
    // In the same step in which nothing waited any more: who hands something in after it has to begin again.
    this.#writing = undefined;
  }

  #nextBatch(): Waiting[] {
    let count = 0;
    const end = this.#waiting.findIndex(({ entries }) => (count += entries.length) >= mostAtOnce);
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end + 1);
  }
}

/** Writes entries in one statement, and answers the index of the first. */
export async function write(database: Pick<DataSource, "query">, entries: readonly SealedEntry[]): Promise<number> {
  const values = entries.flatMap((entry, place) => entry.values.map((value) => ({ ...value, place })));
  const [row] = await database.query<{ first: string }[]>("SELECT audit_append($1, $2, $3, $4, $5) AS first", [
    entries.map(({ text }) => text),
    values.map(({ place }) => place),
    values.map(({ field }) => field),
    values.map(({ salt }) => salt.toString("base64")),
    values.map(({ value }) => value),
  ]);
  return Number(row?.first);
}

/**
 * Writes entries within a transaction, so that they stand if it is committed, and only then. Last of all that is done in it: from then on until the commit all others who append to this log wait. Throws AUDIT_UNAVAILABLE, or what says more: that
 * the database is gone, its disk full, or the deadline passed. The transaction cannot be committed then.
 */
export async function appendWithin(manager: EntityManager, entries: readonly NewEntry[]): Promise<void> {
  try {
    await write(manager, entries.map(seal));
  } catch (cause) {
    throw cause instanceof ChildviewError || isDatabaseGone(cause) || isDiskFull(cause) ? cause : unavailable(cause);
  }
}

function unavailable(cause: unknown): ChildviewError {
  return new ChildviewError("AUDIT_UNAVAILABLE", "an entry could not be written", { cause });
}
