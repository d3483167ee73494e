import { createHook } from "node:async_hooks";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../service/clock.ts";
import { readLimits } from "../../service/limits.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { readPartnershipCodes } from "../../subgraphs/partnership/import/codes.ts";
import { partnershipImporter } from "../../subgraphs/partnership/import/importer.ts";
import { startPartnership } from "../../subgraphs/partnership/start-partnership.ts";
import { databasePlace } from "../databases.ts";
import { holdTable } from "../hold-table.ts";
import { agenciesOn, freePortsFor } from "../system/boot.ts";
import { type Answer, send } from "../system/ask.ts";
import { type StandInIssuer, startStandInIssuer } from "../trust/stand-in-issuer.ts";
import { sign } from "../trust/tokens.ts";

// Whoever reaches the partnership's own port, past the gateway, is held to the same bounds.
let issuer: StandInIssuer;
let folder: string;
let database: Awaited<ReturnType<typeof databasePlace>>;
let partnership: Awaited<ReturnType<typeof startPartnership>>;

beforeAll(async () => {
  issuer = await startStandInIssuer("education", ["senco"]);
  folder = mkdtempSync(join(tmpdir(), "childview-bounds-"));
  const agenciesFile = join(folder, "agencies.yaml");
  const list = agenciesOn((await freePortsFor()).slice(0, -1));
  const name = /issuer: (\S+\/education)/.exec(list)?.[1] ?? "";
  writeFileSync(agenciesFile, list.replace(`issuer: ${name}`, `issuer: ${issuer.url}`).replace(`${name}/jwks`, issuer.url));
  database = await databasePlace("partnership");
  const limits = readLimits({ MOST_ROOT_FIELDS: "3", MOST_COST: "2000", MOST_FETCHES: "1", MOST_RUNNING: "1", MOST_WAITING: "1" });
  const settings = {
    host: "127.0.0.1",
    agenciesFile,
    policiesFolder: "policies",
    logLevel: "silent",
    operationTimeout: 14_000,
    mode: "test" as const,
    limits,
  };
  partnership = await startPartnership({ ...settings, database: database.place });
});
afterAll(async () => {
  await partnership.close();
  await issuer.stop();
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(query: string, subject = "some.body"): Promise<Answer> {
  return send(`${partnership.url}/graphql`, { authorization: `Bearer ${await sign(issuer, { sub: subject })}` }, { query });
}
const refusal = ({ status, data, errors }: Answer): unknown[] => [
  status,
  data,
  ...(errors ?? []).map(({ extensions }) => extensions?.["code"]),
];
const child = (at: number, selection = "id"): string => `a${at}: child(id: "CV-1001", purpose: DIRECT_SUPPORT) { ${selection} }`;
const leave = (at: number): string =>
  `a${at}: leaveTeam(childId: "CV-1001", purpose: DIRECT_SUPPORT, idempotencyKey: "change-number-${at}", membershipId: "m${at}") { id }`;

describe("at the partnership's own port an operation is run within its bounds, and not past one", () => {
  test("of fields at the root", async () => {
    expect((await ask(`{ ${child(1)} ${child(2)} ${child(3)} }`)).data).toEqual({ a1: null, a2: null, a3: null });
    expect(refusal(await ask(`{ ${child(1)} ${child(2)} ${child(3)} ${child(4)} }`))).toEqual([400, undefined, "FIELDS_TOO_MANY"]);
  });

  test("of one change", async () => {
    expect(refusal(await ask(`mutation { ${leave(1)} }`))).toEqual([200, { a1: null }, "CHILD_NOT_FOUND"]);
    expect(refusal(await ask(`mutation { ${leave(1)} ${leave(2)} }`))).toEqual([400, undefined, "CHANGES_TOO_MANY"]);
  });

  test("of points, permits and what a list of entities names counted", async () => {
    expect((await ask(`{ myChildren(purpose: DIRECT_SUPPORT, first: 5) { nodes { healthPermit } } }`)).errors).toBeUndefined();
    expect(refusal(await ask(`{ myChildren(purpose: DIRECT_SUPPORT, first: 100) { nodes { id } } }`))).toEqual([
      400,
      undefined,
      "COST_TOO_HIGH",
    ]);
    const named = (count: number): string =>
      `{ _entities(representations: [${'{ __typename: "Practitioner", id: "x" } '.repeat(count)}]) { ... on Practitioner { name } } }`;
    expect((await ask(named(900))).errors).toBeUndefined();
    expect(refusal(await ask(named(1100)))).toEqual([400, undefined, "COST_TOO_HIGH"]);
  });
});

test("of one caller's requests one more than may run and wait is answered with 429; another's is run meanwhile, and theirs in the end", async () => {
  const reading = `{ myAlerts { totalCount } }`;
  // One runs, and one waits.
  const most = 2;
  const release = await holdTable(partnership.database, "alert");
  const sent = Array.from({ length: most + 2 }, () => ask(reading));
  const statuses = Promise.all(sent.map(async (answer) => (await answer).status));
  const refused = await Promise.race(
    [...sent].map(async (answer) => ((await answer).status === 429 ? answer : new Promise<never>(() => undefined))),
  );
  expect(refusal(refused)).toEqual([429, undefined, "TOO_MANY_REQUESTS"]);
  const other = ask(`{ __typename }`, "somebody.else");
  // The embedded database has one session, which is held, and what cannot be recorded is not answered.
  if (process.env["TEST_DATABASE_URL"] !== undefined) await other;
  await release();
  expect((await other).data).toEqual({ __typename: "Query" });
  expect((await statuses).sort()).toEqual([...Array.from({ length: most }, () => 200), 429, 429]);
});

test("what takes long is done in steps, with rests between them while somebody else asks, and without while nobody does", async () => {
  const families = "development/families/partnership";
  await runImport({
    importer: partnershipImporter(readPartnershipCodes({})),
    dataSource: partnership.database,
    clock: systemClock,
    files: readdirSync(families).map((file) => join(families, file)),
    write: () => undefined,
  });
  const dear = (): Promise<Answer> =>
    ask(`{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { sharing { team(first: 1) { totalCount } } } }`, "helen.marsh");
  // Whoever asked before no longer counts as asking.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await restsDuring(dear)).toBe(0);
  let over = false;
  const asking = (async () => {
    while (!over) await ask("{ __typename }", "somebody.else");
  })();
  expect(await restsDuring(dear)).toBeGreaterThan(1);
  over = true;
  await asking;
});

/** How often the operation rests: its pace starts a timer then, and nothing else does. */
async function restsDuring(work: () => Promise<Answer>): Promise<number> {
  let rests = 0;
  const hook = createHook({
    init: (_id, type) => void (type === "Timeout" && new Error().stack?.includes("service/share/pace") === true && rests++),
  }).enable();
  const { data, errors } = await work();
  hook.disable();
  expect(errors).toBeUndefined();
  expect(data.child.sharing.team.totalCount).toBeGreaterThan(2);
  return rests;
}
