import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { timeLeftHeader } from "../../service/deadline.ts";
import { readLimits } from "../../service/limits.ts";
import { health } from "../../subgraphs/health/subgraph.ts";
import { startAgency } from "../../subgraphs/kit/agency/start-agency.ts";
import type { RunningSubgraph } from "../../subgraphs/kit/start-subgraph.ts";
import { portOf, readAgencies } from "../../trust/agencies.ts";
import type { PermitHeading } from "../../trust/permit-issuer.ts";
import { databasePlace } from "../databases.ts";
import { holdTable } from "../hold-table.ts";
import { childCalled, issueOne, makeKey, type TestKey } from "../permits/permit-maker.ts";
import { type Answer, send } from "../system/ask.ts";
import { agenciesOn, freePorts } from "../system/boot.ts";

// An agency's process as it runs, at its own port: whoever comes past the gateway with permits that hold is held to the same share.
let folder: string;
let database: Awaited<ReturnType<typeof databasePlace>>;
let key: TestKey;
let partnership: Server;
let agency: RunningSubgraph;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "childview-agency-"));
  const agenciesFile = join(folder, "agencies.yaml");
  writeFileSync(agenciesFile, agenciesOn(await freePorts(5)));
  key = await makeKey();
  // Of the partnership an agency asks for nothing but its keys.
  const keys = JSON.stringify({ keys: [key.publicJwk] });
  partnership = createServer((_request, response) => response.setHeader("content-type", "application/json").end(keys));
  await once(partnership.listen(portOf(readAgencies(agenciesFile).partnership.url), "127.0.0.1"), "listening");
  database = await databasePlace("health");
  const limits = { MOST_ROOT_FIELDS: "2", MOST_COST: "1000", MOST_RUNNING: "1", MOST_WAITING: "1", LONGEST_WAIT_MS: "60000" };
  agency = await startAgency(health, {
    ...{ mode: "test", host: "127.0.0.1", agenciesFile, policiesFolder: "policies", logLevel: "silent", operationTimeout: 14_000 },
    limits: readLimits(limits),
    database: database.place,
  });
});
afterAll(async () => {
  await agency.close();
  partnership.close();
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

const rules: [["read", string], ["read", string]] = [
  ["read", "health.held"],
  ["read", "health.therapies"],
];

/** Asks with the permit of somebody, as the gateway does. */
async function ask(who: Partial<PermitHeading>, selection: string, children = 1, headers: Record<string, string> = {}): Promise<Answer> {
  const permits = await Promise.all(
    Array.from({ length: children }, () => issueOne(key, childCalled("9990000001", { rules, inPart: {} }), who)),
  );
  const representations = permits.map((healthPermit) => ({ __typename: "Child", healthPermit }));
  const query = `query ($representations: [_Any!]!) { ${selection.replace("{", "_entities(representations: $representations) { ... on Child {")} } }`;
  return send(`${agency.url}/graphql`, headers, { query, variables: { representations } });
}

const [rachel, another, sameNameElsewhere] = [{}, { sub: "another.therapist" }, { org: "education" }];
const [reading, atHand] = ["{ health { held } }", "{ __typename }"];
const codes = ({ status, errors }: Answer): unknown[] => [status, ...(errors ?? []).map(({ extensions }) => extensions?.["code"])];

describe("of the requests with one person's permits one runs while others ask", () => {
  test("one more than may run and wait is answered with 429; others' are run meanwhile, and theirs in the end", async () => {
    expect(codes(await ask(rachel, reading))).toEqual([200]);
    const release = await holdTable(agency.database, "known_child");
    const sent = Array.from({ length: 4 }, () => ask(rachel, reading));
    const refused = Promise.race(
      sent.map(async (answer) => ((await answer).status === 429 ? answer : new Promise<never>(() => undefined))),
    );
    const others = [another, sameNameElsewhere].map((other) => ask(other, atHand));
    // The embedded database has one session, which is held, and what cannot be recorded is not answered.
    if (process.env["TEST_DATABASE_URL"] !== undefined) await Promise.all(others);
    expect(codes(await refused)).toEqual([429, "TOO_MANY_REQUESTS"]);
    await release();
    for (const other of others) expect(codes(await other)).toEqual([200]);
    expect((await Promise.all(sent)).map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
  });

  test("one that waits is told so when its time is up", async () => {
    const release = await holdTable(agency.database, "known_child");
    const running = ask(rachel, reading);
    // Until that one runs, this one does.
    const late = async (): Promise<Answer> => {
      const answer = await ask(rachel, atHand, 1, { [timeLeftHeader]: "100" });
      return answer.status === 200 ? late() : answer;
    };
    expect(codes(await late())).toEqual([504, "DEADLINE_PASSED"]);
    await release();
    expect(codes(await running)).toEqual([200]);
  });
});

describe("at an agency's own port an operation is run within its bounds, and not past one", () => {
  test("of fields at the root", async () => {
    expect(codes(await ask(rachel, "a: __typename { __typename }"))).toEqual([200]);
    expect(codes(await ask(rachel, "a: __typename b: __typename { __typename }"))).toEqual([400, "FIELDS_TOO_MANY"]);
  });

  test("of points, for as many children as are named", async () => {
    const page = "{ health { therapies(first: 100) { nodes { id } } } }";
    expect(codes(await ask(rachel, page, 2))).toEqual([200]);
    expect(codes(await ask(rachel, page, 6))).toEqual([400, "COST_TOO_HIGH"]);
  });
});
