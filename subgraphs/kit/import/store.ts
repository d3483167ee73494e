import { isDeepStrictEqual } from "node:util";
import { Any } from "typeorm";
import type { EntityManager, EntityMetadata, EntityTarget, FindOptionsWhere, QueryDeepPartialEntity } from "typeorm";
import type { ImportCounts } from "./counts.ts";
import type { Notes } from "./notes.ts";
import { merged, type Said } from "./said.ts";

type Column = EntityMetadata["columns"][number];
type Values = Record<string, unknown>;

/** PostgreSQL takes at most 65,535 parameters a statement. */
const parametersAtMost = 60_000;

/** Who hears of what a file leaves empty and is stored, and how the record is called that it is stored in. */
export interface Telling<Entity> {
  readonly notes: Pick<Notes, "empties">;
  readonly nameOf: (stored: Entity) => string;
  /** A stored record as files gave it, without what the import worked out besides; as it is stored unless said. */
  readonly asGiven?: (stored: Entity) => Entity;
}

/**
 * Completes what a file says of records by what is stored of them, in one statement, and writes nothing. Where the file has no column, what is stored stays. Where it leaves empty
 * what is stored, that is listed, and goes if whoever imports asked for it (`notes`). What a new record leaves out is null, or the column's default; an empty list where the
 * column holds lists.
 */
export async function withStored<Entity extends { id: string }>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  rows: readonly (Said<Entity> & { id: string })[],
  { notes, nameOf, asGiven = (row) => row }: Telling<Entity>,
): Promise<Entity[]> {
  const { columns } = manager.connection.getMetadata(target);
  // TypeORM's type cannot tell that these are all properties of the entity.
  const blank = Object.fromEntries(columns.map((column) => [column.propertyName, blankOf(column)])) as unknown as Entity;
  const stored = await storedById(
    manager,
    target,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const before = stored.get(row.id);
    if (before === undefined) return merged(row, undefined, blank, () => true);
    return merged(row, asGiven(before), blank, (property, value) => notes.empties(property, value, nameOf(before)));
  });
}

/** Stores what a file says of records, completed as `withStored` completes it. */
export async function storeSaid<Entity extends { id: string }>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  rows: readonly (Said<Entity> & { id: string })[],
  telling: Telling<Entity>,
): Promise<ImportCounts> {
  return upsert(manager, target, await withStored(manager, target, rows, telling));
}

/** A row to store: of a property that it leaves out, or that is undefined, it says nothing. */
type Given<Entity> = { readonly [Key in keyof Entity]?: Entity[Key] | undefined } & { id: string };

/** Rows sorted by what an import would do with them; each is complete, with what the table has where the row says nothing. */
interface Comparison {
  added: Values[];
  changed: Values[];
  unchanged: Values[];
}

/**
 * Makes the table hold these rows: loads those with the same ids in one statement, compares, and writes only what is new or differs. A property that a row leaves
 * out stays as it is; in a new row it is null, or the column's default. Two rows with one id: the later one counts. Rows that are not given stay untouched.
 * Every entity's key is `id`; times are given as `Date`, dates as `YYYY-MM-DD`.
 */
export async function upsert<Entity extends { id: string }>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  rows: readonly Given<Entity>[],
): Promise<ImportCounts> {
  const { added, changed, unchanged } = await compare(manager, target, rows);
  await write(manager, target, [...added, ...changed]);
  return { added: added.length, changed: changed.length, unchanged: unchanged.length };
}

/** Sorts rows as `upsert` would, in one statement, and writes nothing. */
export async function compare<Entity extends { id: string }>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  rows: readonly Given<Entity>[],
): Promise<Comparison> {
  const { columns } = manager.connection.getMetadata(target);
  const given = new Map(rows.map((row) => [row.id, row]));
  const stored = await storedById(manager, target, given.keys());
  const result: Comparison = { added: [], changed: [], unchanged: [] };
  for (const [id, row] of given) {
    const existing = stored.get(id);
    const values = valuesOf(columns, row, existing);
    if (existing === undefined) result.added.push(values);
    else if (columns.every((column) => same(values[column.propertyName], column.getEntityValue(existing)))) result.unchanged.push(values);
    else result.changed.push(values);
  }
  return result;
}

/** Which of these values occur in a column, asked in one statement: to find a row that points at nothing before the database does. */
export async function knownValues<Entity extends object>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  property: keyof Entity & string,
  values: Iterable<string>,
): Promise<Set<string>> {
  const found = await manager.find(target, { where: among<Entity>(property, [...new Set(values)]) });
  return new Set(found.map((row) => String(row[property])));
}

/** The stored records with these ids, by id, in one statement. */
export async function storedById<Entity extends { id: string }>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  ids: Iterable<string>,
): Promise<Map<string, Entity>> {
  const found = await manager.find(target, { where: among<Entity>("id", [...new Set(ids)]), loadEagerRelations: false });
  return new Map(found.map((row) => [row.id, row]));
}

/** One parameter, however many values: `IN (…)` has one for each and ends at 65,535. TypeORM's type cannot tell that the property is one of the entity's. */
function among<Entity>(property: string, values: string[]): FindOptionsWhere<Entity> {
  return { [property]: Any(values) } as FindOptionsWhere<Entity>;
}

/** What stands in a column of which nothing was said; undefined where the database says. */
function blankOf({ isNullable, isArray, type, default: standard }: Column): unknown {
  if (typeof standard === "string" || typeof standard === "boolean") return standard;
  if (isNullable) return null;
  if (isArray || type === "jsonb") return [];
  return type === "boolean" ? false : undefined;
}

function valuesOf(columns: Column[], row: object, existing: object | undefined): Values {
  return Object.fromEntries(columns.map((column) => [column.propertyName, valueOf(column, row, existing)]));
}

function valueOf(column: Column, row: object, existing: object | undefined): unknown {
  const given: unknown = column.getEntityValue(row);
  if (given !== undefined) return given;
  if (existing !== undefined) return column.getEntityValue(existing);
  return column.default === undefined ? null : undefined;
}

/** Compared as JSON, because a `jsonb` column comes back as plain objects whatever class was stored. */
function same(given: unknown, stored: unknown): boolean {
  return isDeepStrictEqual(asJson(given), asJson(stored));
}

function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

async function write<Entity extends object>(manager: EntityManager, target: EntityTarget<Entity>, rows: Values[]): Promise<void> {
  const { columns } = manager.connection.getMetadata(target);
  const overwrite = columns.filter((column) => !column.isPrimary).map((column) => column.databaseName);
  const rowsAtOnce = Math.floor(parametersAtMost / columns.length);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    // The values were made from the entity's own columns, which the type of a query builder cannot follow.
    const part = rows.slice(from, from + rowsAtOnce) as QueryDeepPartialEntity<Entity>[];
    await manager.createQueryBuilder().insert().into(target).values(part).orUpdate(overwrite, ["id"]).updateEntity(false).execute();
  }
}
