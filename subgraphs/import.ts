import "reflect-metadata";
import { systemClock } from "../service/clock.ts";
import { ChildviewError } from "../service/errors.ts";
import { explain } from "../service/run-process.ts";
import { commonSettings, readSettings } from "../service/settings.ts";
import { agenciesHere, type Agencies, readAgencies } from "../trust/agencies.ts";
import { knownChildTable } from "./kit/known-child.ts";
import { importCommand, type ImportCommand } from "./kit/import/command.ts";
import { loadAgency } from "./load-agency.ts";

const [service = "", ...words] = process.argv.slice(2);

/** `npm run import -- <service> [--replace] <file>…`: hands the files to the import of that service. */
try {
  const agencies = readAgencies(readSettings({ AGENCIES: commonSettings.AGENCIES }, process.env).AGENCIES);
  const services = ["partnership", ...agenciesHere(agencies)].sort();
  if (services.includes(service)) await importCommand(await importOf(agencies, service), words, systemClock);
  else {
    process.stderr.write(`Usage: npm run import -- <service> [--replace] <file>…\nThe service is one of: ${services.join(", ")}.\n`);
    process.exitCode = 2;
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

/** Only what is asked for is loaded. */
async function importOf(list: Agencies, name: string): Promise<ImportCommand> {
  if (name === "partnership") return (await import("./partnership/import/command.ts")).partnershipImport;
  const { importer, entities, migrations } = await loadAgency(list, name);
  if (importer === undefined) throw new ChildviewError("ARGUMENT_INVALID", `${name} takes in no files: its subgraph names no importer`);
  return { service: name, importer, entities: [...entities], migrations: [...migrations], children: knownChildTable };
}
