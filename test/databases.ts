import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { DataSource } from "typeorm";
import { closeDatabase, openDatabase } from "../service/database.ts";
import type { DatabaseOptions } from "../service/database.ts";

/** The empty database that test databases are copied from outlives the tests, so that only the first run ever has to make it. */
export const templateDir = fileURLToPath(new URL("../node_modules/.cache/childview", import.meta.url));

/** A database of a test's own, and what removes it. */
export interface TestDatabase {
  dataSource: DataSource;
  close: () => Promise<void>;
}

/**
 * Opens a fresh, migrated database: embedded in a temporary folder, or, when TEST_DATABASE_URL names a PostgreSQL server (`postgres://user@host/postgres`, a user
 * who may create databases), a new database there. `close` removes it.
 */
export async function openTestDatabase(
  service: string,
  entities: DatabaseOptions["entities"],
  migrations: DatabaseOptions["migrations"],
  options: Pick<DatabaseOptions, "onStatement"> = {},
): Promise<TestDatabase> {
  const own = await databasePlace(service);
  const dataSource = await openDatabase({ service, ...own.place, entities, migrations, ...options });
  return {
    dataSource,
    close: async () => {
      await closeDatabase(dataSource);
      await own.remove();
    },
  };
}

/** Where such a database is to be, for a service that opens it by itself; `remove` removes it once it is closed. */
export function databasePlace(service: string) {
  const server = process.env["TEST_DATABASE_URL"];
  return server === undefined ? freshFolder() : onServer(server, service);
}

async function freshFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), "childview-test-"));
  return { place: { dataDir, templateDir, url: undefined }, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

async function onServer(server: string, service: string) {
  const { url, remove } = await createServerDatabase(server, service);
  return { place: { dataDir: "", url }, remove };
}

/** Makes an empty database on a PostgreSQL server; `remove` drops it. */
export async function createServerDatabase(server: string, service: string): Promise<{ url: string; remove: () => Promise<void> }> {
  const name = `test_${service.replaceAll("-", "_")}_${randomBytes(6).toString("hex")}`;
  await command(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => command(server, `DROP DATABASE ${name}`) };
}

async function command(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
