import { parseArgs } from "node:util";
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

/** What the command line asks for. */
interface Asked {
  files: readonly string[];
  replace: boolean;
}

/**
 * The command `npm run import -- <service> [--replace] <file>…`: imports the files that the command line names into the service's database and writes the report
 * to standard output. With `--replace`, what a file is the whole of and no longer has is removed. What stops it is one line on standard error and exit code 1;
 * nothing of the file that was refused is stored.
 */
export async function importCommand<Parsed>(command: ImportCommand<Parsed>, commandLine: readonly string[]): Promise<void> {
  const asked = askedFor(commandLine);
  if (asked === undefined) {
    process.stderr.write(`Usage: npm run import -- ${command.service} [--replace] <file>…\n`);
    process.exitCode = 2;
    return;
  }
  try {
    await importInto(command, asked);
  } catch (cause) {
    process.stderr.write(`${explain(cause)}\n`);
    process.exitCode = 1;
  }
}

/** Undefined for an option that there is not, and for no file. */
function askedFor(commandLine: readonly string[]): Asked | undefined {
  const { tokens, positionals, values } = parseArgs({
    args: [...commandLine],
    options: { replace: { type: "boolean", default: false } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const strange = tokens.some((token) => token.kind === "option" && (token.name !== "replace" || token.value !== undefined));
  return strange || positionals.length === 0 ? undefined : { files: positionals, replace: values.replace === true };
}

async function importInto<Parsed>(
  { service, importer, entities, migrations }: ImportCommand<Parsed>,
  { files, replace }: Asked,
): Promise<void> {
  const chosen = typeof importer === "function" ? importer() : importer;
  const dataSource = await openDatabase({ service, ...readDatabaseSettings(service, process.env), entities, migrations });
  try {
    await runImport({ importer: chosen, dataSource, files, replace, write: (line) => process.stdout.write(`${line}\n`) });
  } finally {
    await closeDatabase(dataSource);
  }
}
