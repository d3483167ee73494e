import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DataSource } from "typeorm";
import { systemClock } from "../../service/clock.ts";
import { type FileReport, runImport } from "../../subgraphs/kit/import/run.ts";
import { educationImporter } from "../../subgraphs/education/import/importer.ts";
import { education } from "../../subgraphs/education/subgraph.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";

const families = fileURLToPath(new URL("../../development/families/education/", import.meta.url));

/** The files of the demo families. */
export const familyFiles: readonly string[] = readdirSync(families)
  .filter((name) => name.endsWith(".csv"))
  .map((name) => join(families, name));

/** An empty database of the education subgraph. */
export function openEducation(): Promise<TestDatabase> {
  return openTestDatabase("education", [...education.entities], [...education.migrations]);
}

/** Imports files that are there. */
export function importFiles(
  dataSource: DataSource,
  files: readonly string[],
  write: (line: string) => void = () => undefined,
  replace = false,
): Promise<FileReport[]> {
  return runImport({ importer: educationImporter, dataSource, clock: systemClock, files, write, replace });
}

/** Imports files made of their lines, by name. */
export async function importTexts(
  dataSource: DataSource,
  texts: Readonly<Record<string, readonly string[]>>,
  replace = false,
): Promise<FileReport[]> {
  const folder = await mkdtemp(join(tmpdir(), "childview-import-"));
  try {
    const files = Object.entries(texts).map(([name, lines]) => ({ path: join(folder, name), text: `${lines.join("\n")}\n` }));
    for (const { path, text } of files) await writeFile(path, text);
    return await importFiles(
      dataSource,
      files.map(({ path }) => path),
      () => undefined,
      replace,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that is stored, to compare before and after. */
export async function everything(dataSource: DataSource): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const { tableName, primaryColumns } of dataSource.entityMetadatas) {
    const [key] = primaryColumns;
    tables[tableName] = await dataSource.query(`SELECT * FROM ${tableName} ORDER BY ${key?.databaseName ?? "id"}`);
  }
  return tables;
}
