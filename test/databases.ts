import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { DataSource } from "typeorm";
import { closeDatabase, openDatabase } from "../service/database.ts";
import type { DatabaseOptions } from "../service/database.ts";
import { copyFolder, type Holding, originalOnServer, storedServices } from "./copied/originals.ts";
import { command, databaseOn } from "./copied/server.ts";

/** The empty database that test databases are copied from outlives the tests, so that only the first run ever has to make it. */
export const templateDir = resolve("node_modules/.cache/childview");

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
  const own = await databasePlace(service, storedServices.includes(service) ? "tables" : undefined);
  const dataSource = await openDatabase({ service, ...own.place, entities, migrations, ...options });
  return {
    dataSource,
    close: async () => {
      await closeDatabase(dataSource);
      await own.remove();
    },
  };
}

/** Where a database is to be, for who opens it; whether it holds already what was asked for; and what removes it once it is closed. */
export interface DatabasePlace {
  readonly place: { readonly dataDir: string; readonly templateDir?: string; readonly url: string | undefined };
  readonly holds: Holding | undefined;
  readonly remove: () => Promise<void>;
}

/** Makes room for a database of a service, and copies what it is to hold into it, if this run has that. */
export async function databasePlace(service: string, holding?: Holding): Promise<DatabasePlace> {
  const server = process.env["TEST_DATABASE_URL"];
  return server === undefined ? inFolder(service, holding) : onServer(server, service, holding);
}

async function inFolder(service: string, holding: Holding | undefined): Promise<DatabasePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), "childview-test-"));
  const holds = holding !== undefined && (await copyFolder(holding, service, join(dataDir, service))) ? holding : undefined;
  return { place: { dataDir, templateDir, url: undefined }, holds, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

async function onServer(server: string, service: string, holding: Holding | undefined): Promise<DatabasePlace> {
  const original = holding === undefined ? undefined : await originalOnServer(holding, service, server);
  const { url, remove } = await createServerDatabase(server, service, original);
  return { place: { dataDir: "", url }, holds: original === undefined ? undefined : holding, remove };
}

/** Makes a database on a PostgreSQL server, empty or as a copy of another; `remove` drops it. */
export async function createServerDatabase(
  server: string,
  service: string,
  original = "template1",
): Promise<{ url: string; remove: () => Promise<void> }> {
  const name = `test_${service.replaceAll("-", "_")}_${randomBytes(6).toString("hex")}`;
  await command(server, `CREATE DATABASE ${name} TEMPLATE ${original}`);
  return { url: databaseOn(server, name), remove: async () => void (await command(server, `DROP DATABASE ${name}`)) };
}
