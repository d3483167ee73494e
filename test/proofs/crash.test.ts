import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { readPersons } from "../../development/openid/persons.ts";
import { startOpenid } from "../../development/openid/server.ts";
import { personsUrl } from "../../gateway/persons-url.ts";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { logsOf, replayed } from "../audit/replayed.ts";
import { templateDir } from "../databases.ts";
import { agenciesOn, freePorts, freePortsFor } from "../system/boot.ts";
import { opened } from "./opened.ts";
import { runProgram, type ServiceProcess, startProcess } from "./services.ts";
import { type Ask, type Asked, stream, type Streamed } from "./stream.ts";

// Two partnerships at once, since each is started anew for every kill and that keeps one processor busy.
const partnerships = 2;
const kills = 25;
const folder = mkdtempSync(join(tmpdir(), "childview-crash-"));
const issuersFile = join(folder, "agencies.yaml");
const open = opened();

beforeAll(async () => {
  writeFileSync(issuersFile, agenciesOn([0, ...(await freePortsFor()).slice(1)]));
  open.keep(await startOpenid(readAgencies(issuersFile), readPersons("development/persons.yaml"), "test"), (it) => it.close());
}, 120_000);
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

test(`after ${String(partnerships * kills)} times kill -9 in a stream of changes, every change that was answered is there, and none is half there`, async () => {
  await Promise.all(Array.from({ length: partnerships }, (_, number) => killAgainAndAgain(join(folder, String(number)))));
}, 1_200_000);

type Environment = Awaited<ReturnType<typeof loadFamilies>>;

async function killAgainAndAgain(place: string): Promise<void> {
  const environment = await loadFamilies(place);
  const made = new Map<Asked, string>();
  let last: Streamed = { answered: new Map(), open: [] };
  for (let kill = 0; kill <= kills; kill++) {
    const partnership = open.keep(await startProcess(".", "subgraphs/partnership/main.ts", environment), (it) => it.kill());
    await askAgain(askAt(partnership.url), last, made);
    if (kill < kills) last = await streamUntilKilled(partnership, made);
    else await partnership.kill();
  }
  await expectWhole(environment, made);
}

/** Loads the demo families into a partnership with a port and a database of its own; the database is embedded, so that it dies with the service. */
async function loadFamilies(place: string) {
  mkdirSync(place);
  const agenciesFile = join(place, "agencies.yaml");
  const [port = 0] = await freePorts(1);
  const { partnership } = readAgencies(issuersFile);
  writeFileSync(agenciesFile, readFileSync(issuersFile, "utf8").replaceAll(`:${new URL(partnership.url).port}/`, `:${String(port)}/`));
  const environment = { AGENCIES: agenciesFile, DATA_DIR: join(place, "data"), DATABASE_URL_PARTNERSHIP: "" };
  const families = "development/families/partnership";
  const files = readdirSync(families).filter((file) => file.endsWith(".csv"));
  await runProgram("subgraphs/import.ts", ["partnership", ...files.map((file) => join(families, file))], environment);
  return environment;
}

async function streamUntilKilled(partnership: ServiceProcess, made: Map<Asked, string>): Promise<Streamed> {
  const streaming = stream(askAt(partnership.url));
  await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 600));
  await partnership.kill();
  const streamed = await streaming;
  for (const [asked, id] of streamed.answered) made.set(asked, id);
  return streamed;
}

/** Whoever was answered is answered the same again; whoever was not asks again with the same key: it is made now, or was made then, and not twice. */
async function askAgain(ask: Ask, { answered, open }: Streamed, made: Map<Asked, string>): Promise<void> {
  for (const [asked, id] of answered) expect(await ask(asked)).toBe(id);
  for (const asked of open) {
    const id = await ask(asked);
    if (id !== undefined) made.set(asked, id);
  }
}

async function expectWhole({ DATA_DIR: dataDir }: Environment, made: ReadonlyMap<Asked, string>): Promise<void> {
  const database = await openDatabase({
    service: "partnership",
    dataDir,
    templateDir,
    entities: partnershipEntities,
    migrations: partnershipMigrations,
  });
  try {
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
    // Of every child who was answered it was recorded what was decided, and it comes out the same from what is left.
    const { decisions, undecidable, different, apart } = await replayed(database, await logsOf({ partnership: database }));
    expect([undecidable, different, apart]).toEqual([0, { count: 0, first: [] }, []]);
    expect(decisions).toBeGreaterThan(kills);
  } finally {
    await closeDatabase(database);
  }
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

const tokens = new Map<string, Promise<string>>();

function askAt(url: string): Ask {
  return async ({ person, mutation, key }) => {
    const token = tokens.get(person) ?? fetchToken(person);
    tokens.set(person, token);
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await token}` },
      body: JSON.stringify({ query: mutation, variables: { key } }),
    });
    const { data } = (await response.json()) as { data?: Record<string, { id: string } | null> };
    if (data === undefined) throw new Error("no answer");
    return Object.values(data)[0]?.id;
  };
}

async function fetchToken(person: string): Promise<string> {
  const response = await fetch(`${personsUrl(readAgencies(issuersFile))}/${person}/token`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}
