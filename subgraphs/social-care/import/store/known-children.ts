import { randomUUID } from "node:crypto";
import { Any, type EntityManager } from "typeorm";
import type { ImportCounts } from "../../../kit/import/counts.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { KnownChild } from "../../records/known-child.ts";

/** Far below PostgreSQL's limit of parameters in a statement, at two for each child. */
const childrenAtOnce = 10_000;

/** Makes these children known. Those who are known already keep the key of their records. */
export async function addKnownChildren(manager: EntityManager, children: readonly string[]): Promise<ImportCounts> {
  const known = await recordKeys(manager, children);
  const added = children.filter((child) => !known.has(child));
  for (let from = 0; from < added.length; from += childrenAtOnce) {
    await manager.insert(
      KnownChild,
      added.slice(from, from + childrenAtOnce).map((child) => ({ child, recordKey: randomUUID(), diedOn: null })),
    );
  }
  return { added: added.length, changed: 0, unchanged: known.size };
}

/** Keeps on which days children died. One whom a file gives no day stays as they are. */
export async function keepDeaths(manager: EntityManager, deaths: ReadonlyMap<string, string>): Promise<ImportCounts> {
  const known = await manager.find(KnownChild, { where: { child: Any([...deaths.keys()]) } });
  const changed = known.flatMap((one) => (one.diedOn === deaths.get(one.child) ? [] : [{ ...one, diedOn: deaths.get(one.child) ?? null }]));
  if (changed.length > 0) await manager.upsert(KnownChild, changed, ["child"]);
  return { added: 0, changed: changed.length, unchanged: 0 };
}

/** For each of these children whom the agency knows, the key from which the ids of the records are made. */
export async function recordKeys(manager: EntityManager, children: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = await manager.find(KnownChild, { where: { child: Any([...new Set(children)]) } });
  return new Map(known.map(({ child, recordKey }) => [child, recordKey]));
}

/** A row of a file that names a child. */
interface RowOfChild {
  readonly line: number;
  readonly value: { readonly child: string };
}

/** The record keys of the children whom rows name. Throws ImportRefused for the first row of a child whom the agency does not know. */
export async function keysOfRows(manager: EntityManager, file: string, rows: readonly RowOfChild[]): Promise<(child: string) => string> {
  const keys = await recordKeys(
    manager,
    rows.map(({ value }) => value.child),
  );
  for (const { line, value } of rows) {
    if (!keys.has(value.child))
      throw new ImportRefused({ file, line, place: "child", value: value.child, reason: "is no child whom this agency knows" });
  }
  return keyFrom(keys);
}

/** Looks a key up that is known to be there. */
export function keyFrom(keys: ReadonlyMap<string, string>): (child: string) => string {
  return (child) => {
    const key = keys.get(child);
    if (key === undefined) throw new Error("a child's records are stored before the child is known");
    return key;
  };
}
