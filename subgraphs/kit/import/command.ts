import { closeDatabase, openDatabase } from "../../../service/database.ts";
import type { DatabaseOptions } from "../../../service/database.ts";
import { explain } from "../../../service/run-process.ts";
import { readDatabaseSettings } from "../../../service/settings.ts";
import { runImport } from "./run.ts";
import type { Importer } from "./run.ts";

/** What a service's `import/main.ts` hands over: its importer, and what its database is made of. */
export interface ImportCommand<Parsed> extends Pick<DatabaseOptions, "entities" | "migrations"> {
  /** Called when the files are to be read, so that a setting that is wrong is reported like everything else. */
  importer: Importer<Parsed> | (() => Importer<Parsed>);
  service: string;
}

/**
 * The command `npm run import -- <service> <file>…`: imports the files that the command line names into the service's database and writes the report to
 * standard output. What stops it is one line on standard error and exit code 1; nothing of the file that was refused is stored.
 */
export async function importCommand<Parsed>(command: ImportCommand<Parsed>, files: readonly string[]): Promise<void> {
  if (files.length === 0) {
    process.stderr.write(`Usage: npm run import -- ${command.service} <file>…\n`);
    process.exitCode = 2;
    return;
  }
  try {
    await importInto(command, files);
  } catch (cause) {
    process.stderr.write(`${explain(cause)}\n`);
    process.exitCode = 1;
  }
}

async function importInto<Parsed>(
  { service, importer, entities, migrations }: ImportCommand<Parsed>,
  files: readonly string[],
): Promise<void> {
  const chosen = typeof importer === "function" ? importer() : importer;
  const dataSource = await openDatabase({ service, ...readDatabaseSettings(service, process.env), entities, migrations });
  try {
    await runImport({ importer: chosen, dataSource, files, write: (line) => process.stdout.write(`${line}\n`) });
  } finally {
    await closeDatabase(dataSource);
  }
}
