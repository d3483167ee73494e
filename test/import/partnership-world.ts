import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DataSource } from "typeorm";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import type { FileReport } from "../../subgraphs/kit/import/run.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { indexEntities } from "../../subgraphs/partnership/records/index-entities.ts";
import { openTestDatabase } from "../databases.ts";
import type { TestDatabase } from "../databases.ts";

/** The day on which the tests import, so that none of them depends on the calendar. */
const today = "2026-11-21";

export const demoFolder = fileURLToPath(new URL("../../development/families/partnership", import.meta.url));

export async function demoFiles(): Promise<string[]> {
  return (await readdir(demoFolder)).sort().map((name) => join(demoFolder, name));
}

export function openPartnership(): Promise<TestDatabase> {
  return openTestDatabase("partnership", partnershipEntities, partnershipMigrations);
}

/** Imports files and hands back the reports and the lines that were written. */
export async function importFiles(
  dataSource: DataSource,
  files: readonly string[],
  replace = false,
): Promise<{ reports: FileReport[]; lines: string[] }> {
  const lines: string[] = [];
  const importer = partnershipImporter(readPartnershipCodes({}));
  const reports = await runImport({
    importer,
    dataSource,
    files,
    clock: () => new Date(`${today}T12:00:00Z`),
    replace,
    write: (line) => lines.push(line),
  });
  return { reports, lines };
}

/** Writes a file into the folder; its name tells the import what it is. */
export async function fileOf(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** The header of one of the demo's files. */
export async function headerOf(name: string): Promise<string> {
  return (await readFile(join(demoFolder, name), "utf8")).split("\n")[0] ?? "";
}

/** Everything that is stored, to see that nothing of it changed. */
export async function everything(dataSource: DataSource): Promise<unknown> {
  const tables: unknown[] = [];
  for (const entity of indexEntities) {
    const keys = dataSource.getMetadata(entity).primaryColumns.map(({ propertyName }) => [propertyName, "ASC"]);
    tables.push(await dataSource.manager.find<object>(entity, { order: Object.fromEntries(keys) }));
  }
  return tables;
}
