import { Any, type EntityManager } from "typeorm";
import { addCounts, type ImportCounts } from "../../kit/import/counts.ts";
import type { Into } from "../../kit/import/into.ts";
import { KnownChild } from "../records/known-child.ts";
import type { LocatedJson } from "./located-json.ts";
import type { JsonPath } from "./located-json.ts";
import { storeRecords, type Records } from "./records.ts";

/** What was read from one bundle. */
export interface Parsed {
  readonly json: LocatedJson;
  /** The dates of birth of the Patients of the bundle, by NHS number. */
  readonly births: ReadonlyMap<string, string>;
  /** Children that are referred to by NHS number alone, and where: the database must know them. */
  readonly elsewhere: ReadonlyMap<string, JsonPath>;
  readonly records: readonly Records[];
}

/** Stores what was read. Throws IMPORT_REFUSED for a reference to a child whom neither the bundle nor the database knows. */
export async function storeBundle({ manager, notes }: Into, { json, births, elsewhere, records }: Parsed): Promise<ImportCounts> {
  const known = await knownBirths(manager, [...births.keys(), ...elsewhere.keys()]);
  for (const [child, path] of elsewhere) {
    if (!known.has(child) && !births.has(child))
      throw json.refusal(path, "is the NHS number of no child of this bundle or of this service");
  }
  const counts = [await storeChildren(manager, births, known)];
  const all = new Map([...known, ...births]);
  for (const one of records) counts.push(await storeRecords(manager, one, all, notes));
  return addCounts(...counts);
}

async function knownBirths(manager: EntityManager, children: string[]): Promise<Map<string, string>> {
  const found = await manager.findBy(KnownChild, { child: Any(children) });
  return new Map(found.map(({ child, born }) => [child, born]));
}

async function storeChildren(
  manager: EntityManager,
  births: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string>,
): Promise<ImportCounts> {
  const given = [...births].map(([child, born]) => ({ child, born }));
  const added = given.filter(({ child }) => !known.has(child));
  const changed = given.filter(({ child, born }) => known.has(child) && known.get(child) !== born);
  if (added.length + changed.length > 0) await manager.upsert(KnownChild, [...added, ...changed], ["child"]);
  return { added: added.length, changed: changed.length, unchanged: given.length - added.length - changed.length };
}
