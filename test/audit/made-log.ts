import type { DataSource } from "typeorm";
import { Appender } from "../../service/audit/append.ts";
import { signNow } from "../../service/audit/checkpoints.ts";
import type { NewEntry } from "../../service/audit/entry.ts";
import { exportLog, verifierKeyOf } from "../../service/audit.ts";
import type { NoteSigner } from "../../service/audit/note.ts";
import { openSigningKey } from "../../service/audit/signing-key.ts";
import { readKeys } from "../../audit/note.ts";
import { verify, type Verdict } from "../../audit/verify.ts";
import { openTestDatabase } from "../databases.ts";

const begin = Date.parse("2026-03-02T09:00:00.000Z");

/** A log in a database of its own, of which a test decides when it is signed. */
export interface MadeLog {
  readonly database: DataSource;
  readonly signer: NoteSigner;
  append(entries: readonly NewEntry[]): Promise<void>;
  /** Signs a checkpoint, a minute after the one before. Answers it. */
  sign(): Promise<string>;
  /** The lines of an export, without their ends. */
  lines(since?: string): Promise<string[]>;
  key(): Promise<string>;
  close(): Promise<void>;
}

/** Opens an empty log, not signed yet. */
export async function makeLog(service = "health"): Promise<MadeLog> {
  const { dataSource: database, close } = await openTestDatabase("audit", [], []);
  const signer = await openSigningKey(database, service, new Date(begin));
  const appender = new Appender(database);
  let minutes = 0;
  return {
    database,
    signer,
    append: (entries) => appender.append(entries),
    sign: async () => {
      minutes += 1;
      await signNow(database, signer, new Date(begin + minutes * 60_000));
      const [row] = await database.query<{ note: string }[]>("SELECT note FROM audit_checkpoint ORDER BY id DESC LIMIT 1");
      return row?.note ?? "";
    },
    lines: async (since) => {
      let text = "";
      await exportLog(database, since, (more) => Promise.resolve(void (text += more)));
      return text.split("\n").slice(0, -1);
    },
    key: async () => (await verifierKeyOf(database)) ?? "",
    close,
  };
}

/** Entries that differ, each with who asked and which child. */
export function someEntries(count: number, first = 0): NewEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    kind: "release",
    at: new Date(begin + (first + at) * 1000),
    facts: { categories: ["health.therapies"], outcome: "shown", rows: first + at },
    personal: { actor: `practitioner-${String((first + at) % 7)}`, child: { nhs: String(9_000_000_000 + first + at) } },
  }));
}

/** What the verifier says of these lines, with the log's key and older checkpoints. */
export function verdictOf(lines: readonly string[], keys: string, kept: readonly string[] = []): Verdict {
  const named = kept.map((note, at) => ({ file: `kept-${String(at + 1)}`, note }));
  return verify(lines, readKeys(keys), named);
}
