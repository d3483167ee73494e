import { readKeys } from "../../audit/note.ts";
import { verify } from "../../audit/verify.ts";
import { verifierKeyOf } from "../../service/audit.ts";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import type { DataSource } from "typeorm";
import { type Logs, logsOf } from "../audit/replayed.ts";
import { templateDir } from "../databases.ts";
import type { Received } from "./asked.ts";
import type { CrashingSystem } from "./crashing-system.ts";

/** The logs of all services of a system that was stopped, and what the verifier finds wrong in them. */
export async function readLogs({ dataDir, names }: CrashingSystem): Promise<{ logs: Logs; wrong: unknown[] }> {
  const logs: Record<string, readonly string[]> = {};
  const wrong: unknown[] = [];
  for (const name of names) {
    const database = await openDatabase({ service: name, dataDir, templateDir, url: undefined, entities: [], migrations: [] });
    try {
      const { lines, findings } = await verified(name, database);
      logs[name] = lines;
      wrong.push(...findings);
    } finally {
      await closeDatabase(database);
    }
  }
  return { logs, wrong };
}

async function verified(name: string, database: DataSource): Promise<{ lines: readonly string[]; findings: unknown[] }> {
  const lines = ((await logsOf({ [name]: database }))[name] ?? []).slice(0, -1);
  const { findings } = verify(lines, readKeys((await verifierKeyOf(database)) ?? ""), []);
  return { lines, findings: findings.map((finding) => ({ name, ...finding })) };
}

/** The answers of which a service that took part has no entry: the gateway's entry has the operation's name, and those of the others its trace. */
export function unrecorded(received: readonly Received[], logs: Logs): string[] {
  const entries = Object.entries(logs).map(([service, lines]) => [service, lines.flatMap(readEntry)] as const);
  const traces = new Map(entries.map(([service, those]) => [service, new Set(those.map(({ trace }) => trace))]));
  const named = new Map(new Map(entries).get("gateway")?.map(({ name, trace }) => [name, trace]));
  return received.flatMap(({ name, from }) => {
    const trace = named.get(name) ?? "";
    return from.filter((service) => !traces.get(service)?.has(trace)).map((service) => `${service} of ${name}`);
  });
}

function readEntry(line: string): { name: unknown; trace: string }[] {
  const { entry, personal } = JSON.parse(line) as { entry?: { facts: { trace?: string } }; personal?: Record<string, { value?: unknown }> };
  return entry?.facts.trace === undefined ? [] : [{ name: personal?.["name"]?.value, trace: entry.facts.trace }];
}
