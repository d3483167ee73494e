import { randomUUID } from "node:crypto";
import { Any, type EntityManager } from "typeorm";
import type { Row } from "../../kit/import/csv.ts";
import { KnownChild } from "../records/known-child.ts";
import { refused } from "./checks.ts";
import type { Into } from "./file-kind.ts";

const unknown = "is the UPN of no known child: import their enrolment or the SEN2 person file first";

/** UPN to the text from which the ids of that child's records are made. */
type RecordKeys = ReadonlyMap<string, string>;

/** PostgreSQL takes at most 65,535 parameters a statement; a row here has two. */
const rowsAtOnce = 30_000;

/** The keys of those children that are known. */
export async function recordKeys(manager: EntityManager, upns: Iterable<string>): Promise<RecordKeys> {
  const known = await manager.find(KnownChild, { where: { child: Any([...new Set(upns)]) } });
  return new Map(known.map(({ child, recordKey }) => [child, recordKey]));
}

/** Makes the children known, those that are not yet; answers the keys of all, and how many are new. */
export async function makeKnown(manager: EntityManager, upns: Iterable<string>): Promise<{ keys: RecordKeys; added: number }> {
  const all = [...new Set(upns)];
  const before = await recordKeys(manager, all);
  const added = all.filter((child) => !before.has(child)).map((child) => ({ child, recordKey: randomUUID() }));
  for (let from = 0; from < added.length; from += rowsAtOnce) await manager.insert(KnownChild, added.slice(from, from + rowsAtOnce));
  return { keys: new Map([...before, ...added.map(({ child, recordKey }) => [child, recordKey] as const)]), added: added.length };
}

/** The keys of the children that a file names in its column UPN. Throws ImportRefused for the first that is not known. */
export async function keysOfKnown(rows: readonly Row<{ UPN: string }>[], { manager, file }: Into): Promise<RecordKeys> {
  const keys = await recordKeys(
    manager,
    rows.map(({ value }) => value.UPN),
  );
  for (const { line, value } of rows) {
    if (!keys.has(value.UPN)) throw refused({ file, line }, "UPN", value.UPN, unknown);
  }
  return keys;
}

/** The key of a child that was found to be known. */
export function keyOf(keys: RecordKeys, upn: string): string {
  const key = keys.get(upn);
  if (key === undefined) throw new Error("a record key was asked for that was not loaded");
  return key;
}
