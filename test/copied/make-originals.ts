import { cpSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import { templateDir } from "../databases.ts";
import { originalName, storedServices } from "./originals.ts";
import { command, databaseOn } from "./server.ts";
import { type StoredService, storedService } from "./services.ts";

/**
 * Makes the databases that the tests of one run copy: of each service one with its tables, and one with the demo families as well. Migrating and importing takes longer than most tests, and copying what was
 * made does not. They are made anew for each run, so that none is older than the code.
 */
export async function makeOriginals(place: string, server: string | undefined): Promise<void> {
  for (const name of storedServices) {
    const stored = await storedService(name);
    await (server === undefined ? makeFolders(place, stored) : makeOnServer(place, server, stored));
  }
}

async function makeFolders(place: string, stored: StoredService): Promise<void> {
  const { service, entities, migrations } = stored;
  const made = join(place, service);
  const options = { service, dataDir: place, templateDir, url: undefined, entities, migrations };
  await closeDatabase(await openDatabase(options));
  cpSync(made, `${made}.tables`, { recursive: true });
  await rename(`${made}.tables`, join(place, originalName("tables", service)));
  const database = await openDatabase(options);
  await stored.load(database);
  await closeDatabase(database);
  await rename(made, join(place, originalName("families", service)));
}

async function makeOnServer(place: string, server: string, stored: StoredService): Promise<void> {
  const { service, entities, migrations } = stored;
  const [tables, families] = (["tables", "families"] as const).map((holding) => `${place}_${originalName(holding, service)}`);
  const unfinished = `${place}_unfinished`;
  const options = { service, dataDir: "", url: databaseOn(server, unfinished), entities, migrations };
  await command(server, `CREATE DATABASE ${unfinished}`);
  await closeDatabase(await openDatabase(options));
  await command(server, `ALTER DATABASE ${unfinished} RENAME TO ${tables}`);
  await command(server, `CREATE DATABASE ${unfinished} TEMPLATE ${tables}`);
  const database = await openDatabase(options);
  await stored.load(database);
  await closeDatabase(database);
  await command(server, `ALTER DATABASE ${unfinished} RENAME TO ${families}`);
}
