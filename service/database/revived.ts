import { statfs } from "node:fs/promises";
import { setImmediate as nextTurnOfLoop } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";

/** Room for what the database writes until it is open again, in bytes: some parts of its log, of 1 MB each. */
const roomToOpen = 8 * 1024 * 1024;

/** What `pg` needs of an embedded database: it sends messages of PostgreSQL's protocol. */
export type Speaking = Pick<PGlite, "waitReady" | "execProtocolStream">;

/**
 * An embedded database that stands up again. When its log of changes cannot be written, as on a full disk, PostgreSQL ends at once (PANIC), so that nothing is half stored; a server's
 * postmaster then starts it anew, and here nobody would. The statements under way fail with PostgreSQL's error, and the next one opens the database again, which
 * brings it back to what was committed, as soon as there is room.
 */
export class Revived implements Speaking {
  readonly waitReady = Promise.resolve();
  readonly #open: () => Promise<PGlite>;
  readonly #folder: string;
  #standing: Promise<PGlite> | undefined;

  /** `open` opens the database in the folder; it is called again after a fall. Does not open anything yet. */
  constructor(open: () => Promise<PGlite>, folder: string) {
    this.#open = open;
    this.#folder = folder;
  }

  /** Opens the database, if it is not open. Throws what opening throws. */
  async stand(): Promise<PGlite> {
    this.#standing ??= this.#open();
    try {
      return await this.#standing;
    } catch (cause) {
      this.#standing = undefined;
      throw cause;
    }
  }

  execProtocolStream: PGlite["execProtocolStream"] = async (message, options) => {
    if (this.#standing === undefined) await this.#requireRoom();
    const messages = await (await this.stand()).execProtocolStream(message, options);
    // It runs on the process's one thread. From a server each answer comes in a turn of the event loop of its own; here dozens of statements, and all that is made of them, would be one go.
    await nextTurnOfLoop();
    const fall = messages.find((one) => one.name === "error" && "severity" in one && one.severity === "PANIC");
    if (fall === undefined) return messages;
    await this.close().catch(() => undefined);
    // Thrown, and not answered: `pg` would wait for ever for a database that is ready for the next statement.
    throw fall instanceof Error ? fall : new Error("the embedded database ended");
  };

  /** Closes the database, if it is open. */
  async close(): Promise<void> {
    const standing = await this.#standing?.catch(() => undefined);
    this.#standing = undefined;
    if (standing !== undefined && !standing.closed) await standing.close();
  }

  /** An opening that fails for want of room leaves timers behind that nothing ends, so none is tried. Throws as PostgreSQL does on a full disk. */
  async #requireRoom(): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder);
    if (bavail * bsize < roomToOpen)
      throw Object.assign(new Error(`could not open "${this.#folder}" again: No space left on device`), { code: "53100" });
  }
}
