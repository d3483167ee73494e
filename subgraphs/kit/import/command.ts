import type { EntityTarget, ObjectLiteral } from "typeorm";
import { closeDatabase, noteOrigin, openDatabase } from "../../../service/database.ts";
import type { DatabaseOptions } from "../../../service/database.ts";
import { explain } from "../../../service/run-process.ts";
import { commonSettings, readDatabaseSettings, readSettings } from "../../../service/settings.ts";
import { endWithStarter } from "../../../service/stopping.ts";
import { runImport } from "./run.ts";
import type { Importer } from "./run.ts";

/** What a service's `import/main.ts` hands over: its importer, and what its database is made of. */
export interface ImportCommand<Parsed> extends Pick<DatabaseOptions, "entities" | "migrations"> {
  /** Called when the files are to be read, so that a setting that is wrong is reported like everything else. */
  importer: Importer<Parsed> | (() => Importer<Parsed>);
  service: string;
  /** The table in which each child is whom the database holds records of. */
  children: EntityTarget<ObjectLiteral>;
}

/** The word by which the made-up families are told from all other records. */
const demoWord = "--demo";

/**
 * The command `npm run import -- <service> <file>…`: imports the files that the command line names into the service's database and writes the report to
 * standard output. With `--demo` the files are noted as made up, which a database with other records refuses. What stops it is one line on standard error and exit code 1; nothing of the file that was refused is stored.
 */
export async function importCommand<Parsed>(command: ImportCommand<Parsed>, words: readonly string[]): Promise<void> {
  const files = words.filter((word) => word !== demoWord);
  if (files.length === 0) {
    process.stderr.write(`Usage: npm run import -- ${command.service} <file>…\n`);
    process.exitCode = 2;
    return;
  }
  endWithStarter();
  try {
    await importInto(command, files, words.includes(demoWord) ? "demo" : "import");
  } catch (cause) {
    process.stderr.write(`${explain(cause)}\n`);
    process.exitCode = 1;
  }
}

async function importInto<Parsed>(
  { service, importer, entities, migrations, children }: ImportCommand<Parsed>,
  files: readonly string[],
  origin: "demo" | "import",
): Promise<void> {
  const chosen = typeof importer === "function" ? importer() : importer;
  const { NODE_ENV: mode } = readSettings({ NODE_ENV: commonSettings.NODE_ENV }, process.env);
  const dataSource = await openDatabase({ service, ...readDatabaseSettings(service, process.env), entities, migrations });
  try {
    await noteOrigin(dataSource, origin, { children, mode });
    await runImport({ importer: chosen, dataSource, files, write: (line) => process.stdout.write(`${line}\n`) });
  } finally {
    await closeDatabase(dataSource);
  }
}
