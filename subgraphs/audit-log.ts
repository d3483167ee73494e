import "reflect-metadata";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { DataSource } from "typeorm";
import { eraseValues, exportLog, exportWitnessed, verifierKeyOf } from "../service/audit.ts";
import { systemClock } from "../service/clock.ts";
import { closeDatabase, openDatabase } from "../service/database.ts";
import { ChildviewError } from "../service/errors.ts";
import { explain } from "../service/run-process.ts";
import { commonSettings, readDatabaseSettings, readSettings } from "../service/settings.ts";
import { agenciesHere, readAgencies } from "../trust/agencies.ts";

const usage = `Usage: npm run audit:log -- export <service> [--since <checkpoint file>]
       npm run audit:log -- witnessed <service>
       npm run audit:log -- key <service>
       npm run audit:log -- erase <service> --entries <first>-<last>,… --fields <field>,… --by <who> --ground <why>
`;

const options = {
  since: { type: "string" },
  entries: { type: "string" },
  fields: { type: "string" },
  by: { type: "string" },
  ground: { type: "string" },
} as const;

type Work = (database: DataSource) => Promise<void>;

/** `npm run audit:log -- …`: what is done with the audit log of a service's database, with the settings that `npm run import` has. */
try {
  const asked = askedFor(process.argv.slice(2));
  if (asked === undefined) {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else await withDatabase(asked.service, asked.work);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function askedFor(words: readonly string[]): { service: string; work: Work } | undefined {
  const { AGENCIES } = readSettings({ AGENCIES: commonSettings.AGENCIES }, process.env);
  const { positionals, values } = parseArgs({ args: [...words], options, allowPositionals: true, strict: false });
  const [command = "", service = "", ...more] = positionals;
  const services = ["gateway", "partnership", ...agenciesHere(readAgencies(AGENCIES))];
  if (more.length > 0 || !services.includes(service) || !Object.keys(values).every((name) => Object.hasOwn(options, name)))
    return undefined;
  const { since, entries, fields, by, ground } = values;
  if (command === "key") return { service, work: tellKey };
  if (command === "witnessed") return { service, work: tellWitnessed };
  if (command === "export") return { service, work: (database) => exportTo(database, since) };
  if (command !== "erase" || typeof by !== "string" || typeof ground !== "string") return undefined;
  const erasure = { entries: runsOf(entries), fields: wordsOf(fields), by, ground };
  return { service, work: async (database) => tellErased(await eraseValues(database, erasure, systemClock())) };
}

function wordsOf(list: string | boolean | undefined): string[] {
  return typeof list === "string" ? list.split(",") : [];
}

function runsOf(list: string | boolean | undefined): [number, number][] {
  return wordsOf(list).map((run) => {
    const [, first, last = first] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(run) ?? [];
    if (first === undefined) throw new ChildviewError("ARGUMENT_INVALID", `"${run}" is no entry, and no run of entries such as 5-9`);
    return [Number(first), Number(last)];
  });
}

async function withDatabase(service: string, work: Work): Promise<void> {
  const database = await openDatabase({
    service,
    ...readDatabaseSettings(service, process.env),
    entities: [],
    migrations: [],
  });
  try {
    await work(database);
  } finally {
    await closeDatabase(database);
  }
}

async function tellKey(database: DataSource): Promise<void> {
  const key = await verifierKeyOf(database);
  if (key === undefined) throw new ChildviewError("ARGUMENT_INVALID", "this audit log has no key yet: its service was never started");
  process.stdout.write(`${key}\n`);
}

function tellWitnessed(database: DataSource): Promise<void> {
  return exportWitnessed(database, async (lines) => {
    if (!process.stdout.write(lines)) await once(process.stdout, "drain");
  });
}

function exportTo(database: DataSource, since: string | boolean | undefined): Promise<void> {
  const checkpoint = typeof since === "string" ? readFileSync(since, "utf8") : undefined;
  return exportLog(database, checkpoint, async (lines) => {
    if (!process.stdout.write(lines)) await once(process.stdout, "drain");
  });
}

function tellErased(count: number): void {
  process.stdout.write(`${String(count)} values erased\n`);
}
