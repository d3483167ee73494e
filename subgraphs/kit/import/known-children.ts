import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { Any } from "typeorm";
import { knownChildTable } from "../known-child.ts";
import { ImportRefused } from "./refused.ts";
import type { Row } from "./row.ts";

/** Gives, for a child who is known, the text from which the ids of the child's records are made. */
export type KeyOf = (child: string) => string;

/** PostgreSQL takes at most 65,535 parameters a statement; a row of a child has two or three. */
const childrenAtOnce = 20_000;

interface KnownChild {
  readonly child: string;
  readonly recordKey: string;
}

/** For each of these children whom the agency knows, the key from which the ids of the records are made. */
export async function recordKeys(manager: EntityManager, children: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const known = await manager.find<KnownChild>(knownChildTable, { where: { child: Any([...new Set(children)]) } });
  return new Map(known.map(({ child, recordKey }) => [child, recordKey]));
}

/** Makes children known, those that are not yet; answers the keys of all, and how many are new. Those who are known keep the key of their records. */
export async function makeKnown(
  manager: EntityManager,
  children: Iterable<string>,
): Promise<{ keyOf: KeyOf; added: number; known: number }> {
  const all = [...new Set(children)];
  const before = await recordKeys(manager, all);
  const added = all.filter((child) => !before.has(child)).map((child) => ({ child, recordKey: randomUUID() }));
  for (let from = 0; from < added.length; from += childrenAtOnce)
    await manager.insert(knownChildTable, added.slice(from, from + childrenAtOnce));
  const keys = new Map([...before, ...added.map(({ child, recordKey }) => [child, recordKey] as const)]);
  return { keyOf: keyFrom(keys), added: added.length, known: before.size };
}

/** How a row is refused whose child is not known: where the child's identifier stands in it, and the end of the sentence. */
export interface Unknown {
  readonly place: string;
  readonly reason: string;
}

/** The keys of the children whom rows name. Throws ImportRefused for the first row of a child whom the agency does not know. */
export async function keysOfKnown(
  manager: EntityManager,
  file: string,
  rows: readonly Row<{ readonly child: string }>[],
  unknown: Unknown,
): Promise<KeyOf> {
  const keys = await recordKeys(
    manager,
    rows.map(({ value }) => value.child),
  );
  const lost = rows.find(({ value }) => !keys.has(value.child));
  if (lost !== undefined) throw new ImportRefused({ file, line: lost.line, value: lost.value.child, ...unknown });
  return keyFrom(keys);
}

/** Looks a key up that is known to be there. */
export function keyFrom(keys: ReadonlyMap<string, string>): KeyOf {
  return (child) => {
    const key = keys.get(child);
    if (key === undefined) throw new Error("a child's records are stored before the child is known");
    return key;
  };
}
