import DataLoader from "dataloader";
import { type DataSource, In, type ObjectLiteral, type ObjectType } from "typeorm";
import type { AgencyRecord } from "../agency-record.ts";
import { knownChildTable } from "../known-child.ts";
import type { RecordRoot, Records } from "../context.ts";

type Row = AgencyRecord & ObjectLiteral;

/** Reads rows for one operation, batched: all children of the operation in one SQL statement for each kind of record. */
export function createRecords(database: DataSource): Records {
  const known = new DataLoader(batchKnown(database), { cacheKeyFn: (root: RecordRoot) => root });
  const loaders = new Map<ObjectType<object>, DataLoader<RecordRoot, Row[]>>();

  return {
    held: (root) => known.load(root),
    of: async <T extends AgencyRecord>(entity: ObjectType<T>, root: RecordRoot) => {
      const loader = loaders.get(entity) ?? new DataLoader<RecordRoot, Row[]>(batchRows(database, entity));
      loaders.set(entity, loader);
      const [held, rows] = await Promise.all([known.load(root), loader.load(root)]);
      // The loader is made for this entity, so its rows are of it.
      return held ? (rows as unknown as T[]) : null;
    },
  };
}

function batchKnown(database: DataSource) {
  const table = database.entityMetadatas.find((entity) => entity.tableName === knownChildTable);
  if (table === undefined) throw new Error("an agency's subgraph has a table known_child");
  return async (roots: readonly RecordRoot[]): Promise<boolean[]> => {
    const rows = await database.getRepository(table.target).find({ where: { child: In(children(roots)) } });
    const held = new Set(rows.map((row) => String(row["child"])));
    return roots.map((root) => root.child !== null && held.has(root.child));
  };
}

function batchRows(database: DataSource, entity: ObjectType<Row>) {
  return async (roots: readonly RecordRoot[]): Promise<Row[][]> => {
    const rows = await database.getRepository(entity).find({ where: { child: In(children(roots)) } });
    const sorted = rows.sort(newestFirst(entity));
    const byChild = new Map<string, Row[]>();
    for (const row of sorted) {
      const own = byChild.get(row.child);
      if (own === undefined) byChild.set(row.child, [row]);
      else own.push(row);
    }
    const taken = new Set<string>();
    return roots.map(({ child }) => {
      const own = child === null ? [] : (byChild.get(child) ?? []);
      // A child named twice, under two permits, gets rows of its own each time: one object must not stand under two grants.
      const copy = child !== null && taken.has(child);
      if (child !== null) taken.add(child);
      return copy ? own.map(copyOf) : own;
    });
  };
}

function copyOf<T extends object>(row: T): T {
  return Object.assign(Object.create(Object.getPrototypeOf(row) as object) as T, structuredClone(row));
}

function children(roots: readonly RecordRoot[]): string[] {
  return [...new Set(roots.flatMap(({ child }) => (child === null ? [] : [child])))];
}

/** Sorts by the entity's `newestFirst` property, latest first and missing dates last, then by id: the same order on every machine. */
function newestFirst(entity: ObjectType<Row>) {
  const property = "newestFirst" in entity ? String(entity.newestFirst) : "id";
  return (one: Row, other: Row): number => {
    const [a, b] = [String(one[property] ?? ""), String(other[property] ?? "")];
    if (a !== b) return a < b ? 1 : -1;
    return one.id < other.id ? -1 : 1;
  };
}
