import "reflect-metadata";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DataSource } from "typeorm";
import { z } from "zod";
import { eraseSelected, eraseValues, exportLog, exportWitnessed, verifierKeyOf } from "../service/audit.ts";
import { systemClock } from "../service/clock.ts";
import { closeDatabase, openDatabase } from "../service/database.ts";
import { englandMidnight } from "../service/england-midnight.ts";
import { englandToday } from "../service/england-today.ts";
import { ChildviewError } from "../service/errors.ts";
import { explain } from "../service/run-process.ts";
import { commonSettings, readDatabaseSettings, readSettings } from "../service/settings.ts";
import { agenciesHere, readAgencies } from "../trust/agencies.ts";
import type { Service } from "./kit/audit-event/recorded-entry.ts";
import { describe } from "./kit/audit-event/service.ts";
import { writingEvents } from "./kit/audit-event/write-events.ts";
import { eraseHistoryOf } from "./partnership/storing/erase-history.ts";

const usage = `Usage: npm run audit:log -- export <service> [--since <checkpoint file>] [--format ndjson|fhir]
       npm run audit:log -- witnessed <service>
       npm run audit:log -- key <service>
       npm run audit:log -- erase <service> --entries <first>-<last>,… --fields <field>,… --by <who> --ground <why>
       npm run audit:log -- erase <service> --child <identifier>… [--fields <field>,…] --by <who> --ground <why>
       npm run audit:log -- erase <service> --before <day> [--fields <field>,…] --by <who> --ground <why>
`;

const options = {
  since: { type: "string" },
  format: { type: "string" },
  entries: { type: "string" },
  child: { type: "string", multiple: true },
  before: { type: "string" },
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
  const list = readAgencies(AGENCIES);
  const given = wordsIn(words);
  const [command = "", service = "", ...more] = given?.positionals ?? [];
  if (given === undefined || more.length > 0 || !["gateway", "partnership", ...agenciesHere(list)].includes(service)) return undefined;
  if (command === "key") return { service, work: tellKey };
  if (command === "witnessed") return { service, work: (database) => exportWitnessed(database, print) };
  const work =
    command === "export"
      ? exporting(given.values, describe(service, list))
      : command === "erase"
        ? erasing(service, given.values)
        : undefined;
  return work && { service, work };
}

function wordsIn(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

type Values = NonNullable<ReturnType<typeof wordsIn>>["values"];

function exporting({ since, format = "ndjson" }: Values, service: Service): Work | undefined {
  const write = format === "ndjson" ? print : format === "fhir" ? writingEvents(service, print) : undefined;
  return write && ((database) => exportLog(database, since === undefined ? undefined : readFileSync(since, "utf8"), write));
}

/** What is erased: exactly one way of saying of which entries, and by whom and on which ground. */
function erasing(service: string, { entries, child, before, fields, by, ground }: Values): Work | undefined {
  if (by === undefined || ground === undefined || [entries, child, before].filter((way) => way !== undefined).length !== 1)
    return undefined;
  if (entries !== undefined) {
    const erasure = { entries: runsOf(entries), fields: wordsOf(fields), by, ground };
    return async (database) => tellErased(await eraseValues(database, erasure, systemClock()));
  }
  if (child !== undefined && service === "gateway")
    throw new ChildviewError("ARGUMENT_INVALID", "the gateway's log names no child: erase it by --before or --entries");
  const selected = child === undefined ? { before: dayBegun(before) } : { children: child };
  const why = { by, ground, ...(fields === undefined ? {} : { fields: wordsOf(fields) }) };
  return async (database) => {
    tellErased(await eraseSelected(database, selected, why, systemClock));
    // Decisions on the child cannot be decided anew from now on; what the facts were before goes with them.
    if (service === "partnership")
      await database.transaction(async (manager) => {
        for (const one of child ?? []) await eraseHistoryOf(manager, one);
      });
  };
}

/** The beginning of a day in England that is over: with one to come a slip of the pen would erase the whole log. */
function dayBegun(day: string | undefined): Date {
  const read = z.iso.date().safeParse(day);
  if (!read.success || read.data >= englandToday(systemClock()))
    throw new ChildviewError("ARGUMENT_INVALID", `"${String(day)}" is no day that is over, such as 2026-03-02`);
  return englandMidnight(read.data);
}

function wordsOf(list: string | undefined): string[] {
  return list?.split(",") ?? [];
}

function runsOf(list: string): [number, number][] {
  return wordsOf(list).map((run) => {
    const [, first, last = first] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(run) ?? [];
    if (first === undefined) throw new ChildviewError("ARGUMENT_INVALID", `"${run}" is no entry, and no run of entries such as 5-9`);
    return [Number(first), Number(last)];
  });
}

/** Throws ARGUMENT_INVALID where there is no embedded database: who asks for a log is not to make one. */
async function withDatabase(service: string, work: Work): Promise<void> {
  const settings = readDatabaseSettings(service, process.env);
  if (settings.url === undefined && !existsSync(join(settings.dataDir, service)))
    throw new ChildviewError("ARGUMENT_INVALID", `${service} has no database in ${settings.dataDir}: its service was never started`);
  const database = await openDatabase({ service, ...settings, entities: [], migrations: [] });
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

async function print(lines: string): Promise<void> {
  if (!process.stdout.write(lines)) await once(process.stdout, "drain");
}

function tellErased(count: number): void {
  process.stdout.write(`${String(count)} values erased\n`);
}
