import type { DataSource } from "typeorm";
import { exportLog } from "../../service/audit.ts";
import { replay, type Replayed } from "../../subgraphs/partnership/replay/replay.ts";
import { readAgencies } from "../../trust/agencies.ts";

/** The exports of the logs of some services, as lines. */
export type Logs = Readonly<Record<string, readonly string[]>>;

const systems = new Map(readAgencies("agencies.yaml").agencies.map(({ name, identifier }) => [name, identifier]));

/** Exports the log of each of these databases. */
export async function logsOf(databases: Readonly<Record<string, DataSource>>): Promise<Logs> {
  const logs: Record<string, string[]> = {};
  for (const [service, database] of Object.entries(databases)) {
    let text = "";
    await exportLog(database, undefined, (lines) => Promise.resolve(void (text += lines)));
    logs[service] = text.split("\n");
  }
  return logs;
}

/** An entry of an export, or a part of one, to be made another. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is planted is of any shape
export type Planted = Record<string, any>;

/** The logs with one entry made another, or left out where `plant` answers "gone": the last of a service of which `is` says so, whose index is answered as well. Whoever has the key signs that anew, so its hash does not matter. */
export function planted(
  logs: Logs,
  service: string,
  is: (entry: Planted) => boolean,
  plant: (entry: Planted) => unknown,
): { logs: Logs; index: number } {
  const lines = [...(logs[service] ?? [])];
  const at = lines.findLastIndex((line) => line.startsWith('{"entry"') && is(JSON.parse(line) as Planted));
  const entry = JSON.parse(lines[at] ?? "null") as Planted;
  lines.splice(at, 1, ...(plant(entry) === "gone" ? [] : [JSON.stringify(entry)]));
  return { logs: { ...logs, [service]: lines }, index: Number(entry["index"]) };
}

/** Replays logs by a partnership's database, after something was done with that, of which nothing stays either. */
export async function replayed(
  database: DataSource,
  logs: Logs,
  before: (query: (sql: string) => Promise<unknown>) => Promise<unknown> = () => Promise.resolve(),
): Promise<Replayed> {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    await before((sql) => runner.query(sql));
    const read = Object.entries(logs).map(([service, lines]) => ({
      service,
      read: (take: (lines: readonly string[]) => Promise<void>) => take(lines),
    }));
    const [partnership, agencies] = [true, false].map((own) => read.filter(({ service }) => (service === "partnership") === own));
    return await replay({ manager: runner.manager, systems, agencies: agencies ?? [], partnership: partnership ?? [] });
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}
