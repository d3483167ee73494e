import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import { storedService } from "../copied/services.ts";
import { type Logs, replayed } from "../audit/replayed.ts";
import { templateDir } from "../databases.ts";
import { asking, type Received } from "./asked.ts";
import { type CrashingSystem, makeCrashingSystem } from "./crashing-system.ts";
import { opened } from "./opened.ts";
import { readLogs, unrecorded } from "./recorded.ts";
import { type Ask, type Asked, stream, type Streamed } from "./stream.ts";

/** How often the partnership is killed, and with it, in turn, one of the others. */
const kills = 50;
/** Milliseconds from one kill to the other, at most. */
const longestBetween = 100;
const readers = ["lead", "senco"];

const folder = mkdtempSync(join(tmpdir(), "childview-crash-"));
const open = opened();
const received: Received[] = [];
const made = new Map<Asked, string>();
const state: { system?: CrashingSystem; logs?: Logs; wrong?: unknown[] } = {};

beforeAll(async () => {
  const system = await makeCrashingSystem(folder, open);
  const { ask, read, readOn } = asking(system, received);
  const others = system.names.filter((name) => name !== "partnership");
  let last: Streamed = { answered: new Map(), open: [] };
  for (let kill = 0; kill < kills; kill++) {
    await system.start();
    await askAgain(ask, last);
    // Whatever comes of the others, each service has answered before it is killed.
    await read("lead");
    last = await streamUntilKilled(system, others[kill % others.length] ?? "", ask, readOn);
  }
  await system.start();
  await askAgain(ask, last);
  await system.stop();
  Object.assign(state, { system, ...(await readLogs(system)) });
}, 1_500_000);
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

test(`after ${String(kills)} times kill -9 in a stream of changes, every change that was answered is there, and none is half there`, async () => {
  await withPartnership(expectWhole);
});

test("every answer that a client received has its entry in every service that it came from", () => {
  expect(unrecorded(received, state.logs ?? {})).toEqual([]);
  for (const name of state.system?.names ?? [])
    expect(received.filter(({ from }) => from.includes(name)).length).toBeGreaterThanOrEqual(kills);
});

test("every log is whole, and what was decided comes out the same from what is left", async () => {
  expect(state.wrong).toEqual([]);
  await withPartnership(async (database) => {
    const { decisions, undecidable, different, apart } = await replayed(database, state.logs ?? {});
    expect([undecidable, different, apart]).toEqual([0, { count: 0, first: [] }, []]);
    expect(decisions).toBeGreaterThan(kills);
  });
});

/** Lets clients ask for changes and read, until the partnership is killed, and one of the others right before or after it. */
async function streamUntilKilled(
  system: CrashingSystem,
  other: string,
  ask: Ask,
  readOn: (person: string, stopped: () => boolean) => Promise<void>,
): Promise<Streamed> {
  let stopped = false;
  const reading = readers.map((person) => readOn(person, () => stopped));
  const streaming = stream(ask);
  await wait(200 + Math.random() * 600);
  const [first, second] = Math.random() < 0.5 ? ["partnership", other] : [other, "partnership"];
  await system.kill(first ?? "");
  await wait(Math.random() * longestBetween);
  await system.kill(second ?? "");
  const streamed = await streaming;
  stopped = true;
  await Promise.all(reading);
  for (const [asked, id] of streamed.answered) made.set(asked, id);
  return streamed;
}

/** Whoever was answered is answered the same again; whoever was not asks again with the same key: it is made now, or was made then, and not twice. */
async function askAgain(ask: Ask, { answered, open }: Streamed): Promise<void> {
  for (const [asked, id] of answered) expect(await ask(asked)).toBe(id);
  for (const asked of open) {
    const id = await ask(asked);
    if (id !== undefined) made.set(asked, id);
  }
}

async function withPartnership(look: (database: DataSource) => Promise<void>): Promise<void> {
  const { entities, migrations } = await storedService("partnership");
  const database = await openDatabase({
    service: "partnership",
    dataDir: join(folder, "data"),
    templateDir,
    url: undefined,
    entities,
    migrations,
  });
  try {
    await look(database);
  } finally {
    await closeDatabase(database);
  }
}

async function expectWhole(database: DataSource): Promise<void> {
  const receipts = await rows(database, "SELECT key, result FROM change_receipt ORDER BY key");
  expect(receipts).toEqual([...made].map(([{ key }, result]) => ({ key, result })).sort((one, other) => (one.key < other.key ? -1 : 1)));
  const given = [...idsOf(made, "giveConsent"), ...idsOf(made, "refuseConsent")].sort();
  expect(await ids(database, "SELECT consent AS id FROM consent_event WHERE recorder IS NOT NULL")).toEqual(given);
  // One that was open when its service was killed is answered again.
  const opened = [...new Set(idsOf(made, "breakGlass"))];
  expect(await ids(database, "SELECT id FROM access_override")).toEqual(opened);
  const alerts = await rows(database, "SELECT count(*)::int AS count FROM alert WHERE about = 'override' GROUP BY subject, at");
  expect(alerts).toHaveLength(opened.length + idsOf(made, "revokeOverride").length);
  // Two agencies' officers and, unless it is she who opened it, the lead practitioner. Who leads when depends on when the kills come.
  for (const { count } of alerts) expect([2, 3]).toContain(count);
  const open = await rows(database, "SELECT practitioner, lead FROM team_membership WHERE child = 'CV-1001' AND ended_at IS NULL");
  expect(open.filter(({ lead }) => lead)).toHaveLength(1);
  expect(new Set(open.map(({ practitioner }) => practitioner)).size).toBe(open.length);
  expect(open).toHaveLength(11);
  // Of each kind there was something to lose.
  expect(Math.min(given.length, opened.length, idsOf(made, "nameLead").length)).toBeGreaterThan(0);
  expect(made.size).toBeGreaterThan(kills);
}

function idsOf(made: ReadonlyMap<Asked, string>, mutation: string): string[] {
  return [...made].flatMap(([asked, id]) => (asked.mutation.includes(`${mutation}(`) ? [id] : [])).sort();
}

async function ids(database: DataSource, sql: string): Promise<unknown[]> {
  return (await rows(database, sql)).map(({ id }) => id).sort();
}

function rows(database: DataSource, sql: string): Promise<Record<string, unknown>[]> {
  return database.query(sql);
}
