import { Any, type EntityManager, type ObjectType } from "typeorm";
import type { AgencyRecord } from "../../kit/agency-record.ts";
import type { ImportCounts } from "../../kit/import/counts.ts";
import type { Notes } from "../../kit/import/notes.ts";
import { recordId } from "../../kit/import/record-id.ts";
import { storeSaid } from "../../kit/import/store.ts";
import type { Entry } from "./fhir/bundle.ts";

/** The dates of birth of children, by NHS number. */
export type Births = ReadonlyMap<string, string>;

/** What a bundle says of one kind of record. */
export interface Records {
  readonly entity: ObjectType<AgencyRecord>;
  /** The ids that the bundle's resources could have given. */
  readonly possible: readonly string[];
  /** The rows that it gives. Throws IMPORT_REFUSED for what a child's date of birth shows to be wrong. */
  readonly rows: (births: Births) => readonly AgencyRecord[];
}

/** The id of the record that is made from a resource: the same whenever the resource comes under the same full URL. */
export function idOf(entry: Entry, ...parts: string[]): string {
  return recordId(entry.fullUrl, ...parts);
}

/**
 * The rows that a bundle gives for an entity. `possible` are the ids that its resources could have had: a row that an earlier bundle gave and this one no longer
 * does (entered in error, corrected, moved into an episode) is taken back.
 */
export function records<Row extends AgencyRecord>(
  entity: ObjectType<Row>,
  possible: readonly string[],
  rows: (births: Births) => readonly Row[],
): Records {
  return { entity, possible, rows };
}

/** Makes the database say the same as the records: what the bundle takes back is removed, counted and listed. Throws what its rows throw. */
export async function storeRecords(
  manager: EntityManager,
  { entity, possible, rows }: Records,
  births: Births,
  notes: Notes,
): Promise<ImportCounts> {
  const given = rows(births);
  const kept = new Set(given.map(({ id }) => id));
  const gone = possible.filter((id) => !kept.has(id));
  const kind = manager.connection.getMetadata(entity).tableName.replaceAll("_", " ");
  const nameOf = ({ id, child }: AgencyRecord): string => `${kind} ${id} of child ${child}`;
  const empties: Notes["empties"] = (property, value, record) => notes.takesBackValue(property, value, record);
  const counts = await storeSaid<AgencyRecord>(manager, entity, given, { notes: { empties }, nameOf });
  const stored = gone.length === 0 ? [] : await manager.findBy(entity, { id: Any(gone) });
  await notes.takeBack(manager, stored, nameOf);
  return counts;
}
