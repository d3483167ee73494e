import type { DataSource, EntityManager } from "typeorm";
import { ChildviewError } from "../errors.ts";
import { canonical } from "./canonical.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { checkpointAt } from "./checkpoints.ts";
import type { NoteSigner } from "./note.ts";
import { logKeyOf, storedKey } from "./signing-key.ts";

/** How many entries are read at once: what an export holds in memory. */
const page = 1000;

/**
 * Writes a log out, as docs/audit.md says: a line that says what follows, each entry with the values that are not erased, the checkpoints where they fall, a line that says that this is all. `since` is an older
 * checkpoint of the log: then what came after it. All of one moment, in some lines at a time; `write` settles when it can take more. Throws ARGUMENT_INVALID if there is no such checkpoint, or no log.
 */
export async function exportLog(database: DataSource, since: string | undefined, write: (lines: string) => Promise<void>): Promise<void> {
  await database.transaction("REPEATABLE READ", (manager) => exportWithin(manager, since, write));
}

/** What {@link exportLog} does, within a transaction: of one moment only if the transaction is. */
export async function exportWithin(
  manager: EntityManager,
  since: string | undefined,
  write: (lines: string) => Promise<void>,
): Promise<void> {
  const signer = await storedKey(manager);
  if (signer === undefined) throw new ChildviewError("ARGUMENT_INVALID", "this audit log has no key yet: its service was never started");
  const { from, header } = await beginning(manager, signer, since);
  await write(`${header}\n`);
  await write((await checkpointsOf(manager, from, from)).map(checkpointLine).join(""));
  const size = await eachPage(manager, from, write);
  await write(`${canonical({ end: { size } })}\n`);
}

/** Writes out what a service kept as a witness of other logs, in the order in which it did, and what it refused although a log had signed it: one `{"checkpoint":"…"}` a line. */
export async function exportWitnessed(database: DataSource, write: (lines: string) => Promise<void>): Promise<void> {
  for (let after = "0"; ;) {
    const rows = await database.query<(CheckpointRow & { id: string })[]>(
      "SELECT id, size, note FROM audit_witnessed WHERE id > $1 ORDER BY id LIMIT $2",
      [after, page],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    await write(rows.map(checkpointLine).join(""));
    after = last.id;
  }
}

async function beginning(manager: EntityManager, signer: NoteSigner, since: string | undefined): Promise<{ from: number; header: string }> {
  const origin = signer.name;
  if (since === undefined) return { from: 0, header: canonical({ export: { from: null, origin, version: 1 } }) };
  const size = openCheckpoint(since, logKeyOf(signer))?.size;
  const kept = size === undefined ? undefined : await checkpointAt(manager, size, signer);
  if (kept === undefined) throw new ChildviewError("ARGUMENT_INVALID", "that is no checkpoint of this log");
  const subtrees = kept.tree.subtrees.map((hash) => hash.toString("base64"));
  return { from: kept.tree.size, header: canonical({ export: { from: { checkpoint: kept.note, subtrees }, origin, version: 1 } }) };
}

async function eachPage(manager: EntityManager, from: number, write: (lines: string) => Promise<void>): Promise<number> {
  for (let next = from; ;) {
    const entries = await manager.query<EntryRow[]>(
      "SELECT index, entry, encode(leaf, 'base64') AS leaf FROM audit_entry WHERE index >= $1 ORDER BY index LIMIT $2",
      [next, page],
    );
    const last = entries.at(-1);
    if (last === undefined) return next;
    const end = Number(last.index) + 1;
    const [values, checkpoints] = [await valuesOf(manager, next, end), await checkpointsOf(manager, next + 1, end)];
    await write(entries.map((entry) => `${entryLine(entry, values)}${checkpointsAfter(Number(entry.index), checkpoints)}`).join(""));
    next = end;
  }
}

interface EntryRow {
  readonly index: string;
  readonly entry: string;
  readonly leaf: string;
}

// Each part is RFC 8785's text already, and so is the whole: the names stand in their order.
function entryLine({ index, entry, leaf }: EntryRow, values: ReadonlyMap<string, string[]>): string {
  return `{"entry":${entry},"index":${index},"leaf":"${leaf}","personal":{${(values.get(index) ?? []).join(",")}}}\n`;
}

interface ValueRow {
  readonly index: string;
  readonly field: string;
  readonly salt: string | null;
  readonly value: string | null;
  readonly by_entry: string | null;
}

/** The values of the entries from one index to before another, and what was erased of them. */
async function valuesOf(manager: EntityManager, from: number, to: number): Promise<ReadonlyMap<string, string[]>> {
  const rows = await manager.query<ValueRow[]>(
    `SELECT index, field, encode(salt, 'base64') AS salt, value, NULL AS by_entry FROM audit_value WHERE index >= $1 AND index < $2
     UNION ALL
     SELECT index, field, NULL, NULL, by_entry FROM audit_erasure WHERE index >= $1 AND index < $2
     ORDER BY index, field`,
    [from, to],
  );
  const values = new Map<string, string[]>();
  for (const { index, field, salt, value, by_entry: by } of rows) {
    const member = value === null ? `"${field}":{"erased":${String(by)}}` : `"${field}":{"salt":"${String(salt)}","value":${value}}`;
    values.set(index, [...(values.get(index) ?? []), member]);
  }
  return values;
}

interface CheckpointRow {
  readonly size: string;
  readonly note: string;
}

/** Of the checkpoints of one size the first and the last: that nothing was added between them, the two say together. With the lines of those who witnessed that size. */
function checkpointsOf(manager: EntityManager, from: number, to: number): Promise<CheckpointRow[]> {
  return manager.query(
    `SELECT size, note || coalesce((SELECT string_agg(line, '' ORDER BY witness) FROM audit_cosignature AS of WHERE of.size = checkpoint.size), '') AS note
     FROM audit_checkpoint AS checkpoint WHERE id IN (
       SELECT unnest(ARRAY[min(id), max(id)]) FROM audit_checkpoint WHERE size >= $1 AND size <= $2 GROUP BY size
     ) ORDER BY size, id`,
    [from, to],
  );
}

function checkpointsAfter(index: number, checkpoints: readonly CheckpointRow[]): string {
  return checkpoints
    .filter(({ size }) => Number(size) === index + 1)
    .map(checkpointLine)
    .join("");
}

function checkpointLine({ note }: CheckpointRow): string {
  return `${canonical({ checkpoint: note })}\n`;
}
