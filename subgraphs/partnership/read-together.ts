import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral, ObjectType } from "typeorm";

/** Rows of one kind, among several that are read together. In its SQL the entity's table goes by its own name, and parameters by their numbers. */
export interface Kind<Row extends ObjectLiteral> {
  readonly entity: ObjectType<Row>;
  /** Which columns are read; all unless named. */
  readonly only?: readonly (keyof Row & string)[];
  /** The SQL of what a row has besides its columns, or in the place of one, by the property's name. */
  readonly worked?: Readonly<Partial<Record<keyof Row & string, string>>>;
  /** The SQL of what is joined to the entity's table. */
  readonly joined?: string;
  /** The SQL that says which rows are read. */
  readonly where: string;
  /** The SQL of their order, by their ids unless said. */
  readonly order?: string;
}

/** Rows of several kinds, all of one moment. */
export interface ReadTogether<Rows extends Readonly<Record<string, ObjectLiteral>>> {
  readonly rows: { readonly [Name in keyof Rows]: readonly Rows[Name][] };
  /** Which transactions the database saw as committed when it read them, as PostgreSQL writes it (`pg_snapshot`): by it can be told later which rows these were. */
  readonly snapshot: string;
}

/** A database, or a transaction in it. */
type Readable = Pick<DataSource | EntityManager, "query" | "getRepository">;

/**
 * Reads rows of several kinds in one SQL statement, so that all are of one moment, and in one round trip. Each kind comes as one JSON text, and what a row's properties are called, and of which
 * type they are, is what TypeORM's `find` would answer. Throws what the database says, and plainly for an entity with a column whose JSON it does not know.
 */
export async function readTogether<Rows extends Readonly<Record<string, ObjectLiteral>>>(
  database: Readable,
  kinds: { readonly [Name in keyof Rows]: Kind<Rows[Name]> },
  parameters: readonly unknown[],
): Promise<ReadTogether<Rows>> {
  const named = Object.entries<Kind<ObjectLiteral>>(kinds).map(([name, kind]) => ({
    name,
    kind,
    metadata: database.getRepository(kind.entity).metadata,
  }));
  const lists = named.map(({ name, kind, metadata }) => `(${listed(kind, metadata)}) AS "${name}"`);
  const snapshot = "pg_current_snapshot()::text AS snapshot";
  const [read]: [Record<string, ObjectLiteral[] | null> & { snapshot: never }] = await database.query(
    `SELECT ${[...lists, snapshot].join(", ")}`,
    [...parameters],
  );
  const rows = named.map(({ name, metadata }) => [name, dated(read[name] ?? [], metadata)]);
  return { rows: Object.fromEntries(rows) as ReadTogether<Rows>["rows"], snapshot: read.snapshot };
}

function listed({ only, worked = {}, joined = "", where, order }: Kind<ObjectLiteral>, metadata: EntityMetadata): string {
  const table = `"${metadata.tableName}"`;
  const columns = columnsOf(metadata).filter(({ property }) => only?.includes(property) ?? true);
  const selected = new Map(columns.map(({ property, name }) => [property, `${table}."${name}"`]));
  for (const [property, sql] of Object.entries(worked)) if (sql !== undefined) selected.set(property, sql);
  const select = [...selected].map(([property, sql]) => `${sql} AS "${property}"`).join(", ");
  return `SELECT json_agg(one) FROM (SELECT ${select} FROM ${table} ${joined} WHERE ${where} ORDER BY ${order ?? `${table}.id`}) AS one`;
}

interface ReadColumn {
  readonly property: string;
  readonly name: string;
  /** Whether its value is a moment, which JSON has as a text. */
  readonly moment: boolean;
}

/** The columns of each entity, looked at once. */
const known = new WeakMap<EntityMetadata, readonly ReadColumn[]>();

function columnsOf(metadata: EntityMetadata): readonly ReadColumn[] {
  const columns =
    known.get(metadata) ??
    metadata.columns.map((column) => {
      const type = String(column.type);
      // Of others, such as numbers beyond 2^53, JSON would say something else than the driver.
      if (!(type in asRead))
        throw new Error(`${metadata.tableName}.${column.databaseName} is of a type that is not read together with others: ${type}`);
      return { property: column.propertyName, name: column.databaseName, moment: asRead[type as keyof typeof asRead] === "moment" };
    });
  known.set(metadata, columns);
  return columns;
}

/** What the JSON of a column's value has to be made into: nothing, for what reads alike, arrays of it included. */
const asRead = { text: "same", boolean: "same", date: "same", jsonb: "same", "timestamp with time zone": "moment" } as const;

/** The rows, in place, with their moments as such. */
function dated(rows: ObjectLiteral[], metadata: EntityMetadata): readonly ObjectLiteral[] {
  const moments = columnsOf(metadata).flatMap(({ property, moment }) => (moment ? [property] : []));
  for (const row of rows)
    for (const property of moments) {
      const value: unknown = row[property];
      if (typeof value === "string") row[property] = new Date(value);
    }
  return rows;
}
