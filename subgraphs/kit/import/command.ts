import { parseArgs } from "node:util";
import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import type { Clock } from "../../../service/clock.ts";
import { closeDatabase, noteOrigin, openDatabase } from "../../../service/database.ts";
import type { DatabaseOptions } from "../../../service/database.ts";
import { ChildviewError } from "../../../service/errors.ts";
import { explain } from "../../../service/run-process.ts";
import { commonSettings, readDatabaseSettings, readSettings } from "../../../service/settings.ts";
import { endWithStarter } from "../../../service/stopping.ts";
import { runImport } from "./run.ts";
import type { Importer } from "./run.ts";

/** What the import of a service is made of: how its importer is come by, and what its database is made of. */
export interface ImportCommand extends Pick<DatabaseOptions, "entities" | "migrations"> {
  /** Called when the files are to be read, so that a setting that is wrong is reported like everything else. */
  importer: (environment: NodeJS.ProcessEnv) => Importer | Promise<Importer>;
  service: string;
  /** The table in which each child is whom the database holds records of. */
  children: EntityTarget<ObjectLiteral>;
}

/** What the command line asks for. */
interface Asked {
  files: readonly string[];
  replace: boolean;
  origin: "demo" | "import";
}

/**
 * The command `npm run import -- <service> [--replace] <file>…`: imports the files that the command line names into the service's database and writes the report
 * to standard output. With `--replace`, what a file is the whole of and no longer has is removed. With `--demo` the files are noted as made up, which a database with other
 * records refuses. What stops it is one line on standard error and exit code 1; nothing of the file that was refused is stored.
 */
export async function importCommand(command: ImportCommand, commandLine: readonly string[], clock: Clock): Promise<void> {
  const asked = askedFor(commandLine);
  if (asked === undefined) {
    process.stderr.write(`Usage: npm run import -- ${command.service} [--replace] <file>…\n`);
    process.exitCode = 2;
    return;
  }
  endWithStarter();
  try {
    await importInto(command, asked, clock);
  } catch (cause) {
    process.stderr.write(`${explain(cause)}\n`);
    process.exitCode = 1;
  }
}

const options = { replace: { type: "boolean", default: false }, demo: { type: "boolean", default: false } } as const;

/** Undefined for an option that there is not, and for no file. */
function askedFor(commandLine: readonly string[]): Asked | undefined {
  const { tokens, positionals, values } = parseArgs({
    args: [...commandLine],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const strange = tokens.some((token) => token.kind === "option" && (!Object.hasOwn(options, token.name) || token.value !== undefined));
  if (strange || positionals.length === 0) return undefined;
  return { files: positionals, replace: values.replace === true, origin: values.demo === true ? "demo" : "import" };
}

async function importInto(
  { service, importer, entities, migrations, children }: ImportCommand,
  { files, replace, origin }: Asked,
  clock: Clock,
): Promise<void> {
  const chosen = await importer(process.env);
  if (replace && chosen.whyNoReplace !== undefined)
    throw new ChildviewError("ARGUMENT_INVALID", `--replace means nothing for ${service}, so nothing was imported: ${chosen.whyNoReplace}`);
  const { NODE_ENV: mode } = readSettings({ NODE_ENV: commonSettings.NODE_ENV }, process.env);
  const dataSource = await openDatabase({ service, ...readDatabaseSettings(service, process.env), entities, migrations });
  try {
    const begin = (manager: EntityManager): Promise<void> => noteOrigin(manager, origin, { children, mode });
    await runImport({
      importer: chosen,
      dataSource,
      files,
      clock,
      replace,
      begin,
      write: (line) => process.stdout.write(`${line}\n`),
    });
  } finally {
    await closeDatabase(dataSource);
  }
}
