import "reflect-metadata";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DataSource, EntityManager } from "typeorm";
import { exportLog, exportWithin, verifierKeyOf } from "../service/audit.ts";
import { closeDatabase, type DatabaseOptions, openDatabase } from "../service/database.ts";
import { explain } from "../service/run-process.ts";
import { commonSettings, readDatabaseSettings, readSettings } from "../service/settings.ts";
import { type Agencies, agenciesHere, readAgencies } from "../trust/agencies.ts";
import { partnershipEntities, partnershipMigrations } from "./partnership/database.ts";
import { inFile } from "./partnership/replay/log-file.ts";
import { type LogLines, replay, type Replayed } from "./partnership/replay/replay.ts";
import { inWords } from "./partnership/replay/words.ts";

const usage = "Usage: npm run audit -- replay [<export>…] [--json]\n";

process.exitCode = await main(process.argv.slice(2));

/** `npm run audit -- replay`: 0 if every decision comes out as it was recorded and all that was released is covered, 1 if not, 2 if that could not be found out, or not of all. */
async function main(words: readonly string[]): Promise<number> {
  const asked = askedFor(words);
  if (asked === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const list = readAgencies(readSettings({ AGENCIES: commonSettings.AGENCIES }, process.env).AGENCIES);
    const files = asked.files.map(inFile);
    const replayed = await withDatabase("partnership", { entities: partnershipEntities, migrations: partnershipMigrations }, (database) =>
      replayIn(database, list, files.length > 0 ? files : undefined),
    );
    process.stdout.write(asked.json ? `${JSON.stringify(replayed, undefined, 2)}\n` : inWords(replayed));
    return codeOf(replayed);
  } catch (cause) {
    process.stderr.write(`${explain(cause)}\n`);
    return 2;
  }
}

function askedFor(words: readonly string[]): { files: readonly string[]; json: boolean } | undefined {
  try {
    const { positionals, values } = parseArgs({ args: [...words], options: { json: { type: "boolean" } }, allowPositionals: true });
    return { files: positionals, json: values.json === true };
  } catch {
    return undefined;
  }
}

function codeOf({ different, uncovered, documents, apart, undecidable, agencies }: Replayed): number {
  if (different.count + uncovered.count + documents.length + apart.length > 0) return 1;
  return undecidable > 0 || agencies.length === 0 ? 2 : 0;
}

/** Replays in a transaction of which nothing stays. Without files, the logs are those of the services' own databases. */
async function replayIn(database: DataSource, list: Agencies, files: readonly LogLines[] | undefined): Promise<Replayed> {
  const systems = new Map(list.agencies.map(({ name, identifier }) => [name, identifier]));
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction();
    const { manager } = runner;
    const own = files?.filter(({ service }) => service === "partnership") ?? [];
    const agencies = files?.filter(({ service }) => service !== "partnership") ?? agenciesHere(list).flatMap(ofAgencyHere);
    return await replay({ manager, systems, agencies, partnership: own.length > 0 ? own : [ofPartnership(manager)] });
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

function ofPartnership(manager: EntityManager): LogLines {
  return { service: "partnership", read: (take) => exportWithin(manager, undefined, (text) => take(text.split("\n"))) };
}

/** The log of an agency whose database this process reaches; none where it has an embedded one that is not here. */
function ofAgencyHere(service: string): LogLines[] {
  const { url, dataDir } = readDatabaseSettings(service, process.env);
  if (url === undefined && !existsSync(join(dataDir, service))) return [];
  const read: LogLines["read"] = (take) =>
    withDatabase(service, { entities: [], migrations: [] }, async (database) => {
      if ((await verifierKeyOf(database)) !== undefined) await exportLog(database, undefined, (text) => take(text.split("\n")));
    });
  return [{ service, read }];
}

async function withDatabase<T>(
  service: string,
  tables: Pick<DatabaseOptions, "entities" | "migrations">,
  work: (database: DataSource) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ service, ...readDatabaseSettings(service, process.env), ...tables });
  try {
    return await work(database);
  } finally {
    await closeDatabase(database);
  }
}
