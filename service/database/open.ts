import type { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { DataSource } from "typeorm";
import type { DataSourceOptions, MigrationInterface } from "typeorm";
import { AuditLogTables } from "../audit/migration.ts";
import { WitnessTables } from "../audit/witness-migration.ts";
import { ChildviewError } from "../errors.ts";
import { openEmbedded } from "./embedded.ts";
import { refuseMadeUp } from "./origin.ts";
import { StatementListener } from "./statements.ts";

/** What a service says to open its database. */
export interface DatabaseOptions {
  /** The name of the service, also the folder of its embedded database. */
  service: string;
  /** A PostgreSQL server's `postgres://…` URL; without it the database is embedded in `dataDir`. */
  url?: string | undefined;
  /** The folder that holds the embedded databases; made if it is not there. */
  dataDir: string;
  entities: NonNullable<DataSourceOptions["entities"]>;
  migrations: readonly (new () => MigrationInterface)[];
  /** Whether real records are served from it: then a database with the made-up families of the demo is refused. */
  production?: boolean | undefined;
  /** For a service that answers requests: the longest that a server lets a statement run, or a transaction wait for its next one, in milliseconds. Migrations take as long as they take. */
  longestStatement?: number | undefined;
  /** Is told each SQL statement before it runs, `BEGIN` and `COMMIT` included. */
  onStatement?: ((sql: string) => void) | undefined;
  /** Where the empty database is kept that new embedded ones are copied from; `dataDir` unless named. */
  templateDir?: string | undefined;
}

const closers = new WeakMap<DataSource, () => Promise<void>>();

/**
 * Opens a service's database and runs its pending migrations. Entities and SQL are the same for the embedded database and for a server; keep SQL within PostgreSQL 15.
 * The embedded one is a single session: inside a transaction use only the transaction's own manager, anything else waits for ever.
 * Throws DATABASE_UNREACHABLE for a server that does not let us in, DATA_IN_USE or DATA_UNREADABLE for the embedded folder, DEMO_REFUSED for made-up families in
 * production. A migration that fails throws as it is.
 */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = options.url === undefined ? await embedded(options) : await server(options, options.url);
  try {
    if (options.production === true) await refuseMadeUp(dataSource);
    await migrate(dataSource);
    if (options.longestStatement !== undefined && options.url !== undefined) await reopenBounded(dataSource, options.longestStatement);
    return dataSource;
  } catch (cause) {
    await closeDatabase(dataSource);
    throw cause;
  }
}

/** Closes the connections, and the embedded database with its lock. Closing twice does nothing. */
export async function closeDatabase(dataSource: DataSource): Promise<void> {
  const close = closers.get(dataSource);
  closers.delete(dataSource);
  if (dataSource.isInitialized) await dataSource.destroy();
  await close?.();
}

async function embedded(options: DatabaseOptions): Promise<DataSource> {
  const { database, close } = await openEmbedded(options.dataDir, options.service, options.templateDir ?? options.dataDir);
  const dataSource = new DataSource({
    ...alike(options),
    poolSize: 1,
    // It only speaks PostgreSQL's protocol with what it is given, whatever else its type asks for.
    extra: { ...createPgConfig(database as unknown as PGlite), idleTimeoutMillis: 0, max: 1 },
  });
  closers.set(dataSource, close);
  try {
    return await dataSource.initialize();
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function server(options: DatabaseOptions, url: string): Promise<DataSource> {
  const dataSource = new DataSource({ ...alike(options), url, extra: pipelined });
  try {
    return await dataSource.initialize();
  } catch (cause) {
    throw new ChildviewError("DATABASE_UNREACHABLE", `${options.service}, ${withoutSecrets(url)}: ${reasonOf(cause)}`, { cause });
  }
}

/** A statement and the time that it may take go to the server together (`withinDeadline`). */
const pipelined = { pipeline: true };

/** A service that hangs in a transaction, or from which the network is cut off, must not keep a child locked: the server ends what takes longer, whatever the service does about it. */
async function reopenBounded(dataSource: DataSource, longest: number): Promise<void> {
  await dataSource.destroy();
  dataSource.setOptions({ extra: { ...pipelined, statement_timeout: longest, idle_in_transaction_session_timeout: longest } });
  await dataSource.initialize();
}

function alike(options: DatabaseOptions) {
  return {
    type: "postgres" as const,
    entities: options.entities,
    // Every service keeps an audit log.
    migrations: [...options.migrations, AuditLogTables, WitnessTables],
    synchronize: false,
    installExtensions: false,
    connectTimeoutMS: 5000,
    logger: new StatementListener(options.onStatement ?? (() => undefined)),
  };
}

/** Replicas start together: the advisory lock lets one of them migrate while the others wait. The number is any that all of them share. */
async function migrate(dataSource: DataSource): Promise<void> {
  const embeddedSession = closers.has(dataSource);
  if (embeddedSession) {
    await dataSource.runMigrations({ transaction: "each" });
    return;
  }
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query("SELECT pg_advisory_lock(4242001)");
    await dataSource.runMigrations({ transaction: "each" });
    await holder.query("SELECT pg_advisory_unlock(4242001)");
  } finally {
    await holder.release();
  }
}

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return "a URL that cannot be read";
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port === "" ? "5432" : port}${pathname}`;
}

/** Node reports a host with several addresses as one error of several, with an empty message. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join("; ");
  return cause instanceof Error ? cause.message : String(cause);
}
