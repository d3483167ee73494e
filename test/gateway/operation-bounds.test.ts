import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readExamples } from "../../gateway/graphiql/examples.ts";
import { type LoneAnswer, startLoneGateway } from "./lone-gateway.ts";

let gateway: Awaited<ReturnType<typeof startLoneGateway>>;
beforeAll(async () => {
  gateway = await startLoneGateway();
});
afterAll(() => gateway.close());

const codes = ({ errors }: LoneAnswer): string[] => errors.map(({ extensions }) => extensions.code);
const many = (count: number, one: (at: number) => string): string => Array.from({ length: count }, (_, at) => one(at)).join(" ");
/** What is let through comes to the partnership, which there is not. */
const letThrough = ["AGENCY_UNAVAILABLE"];

const child = (at: number, selection = "id"): string => `a${at}: child(id: "CV-1001", purpose: DIRECT_SUPPORT) { ${selection} }`;
const leave = (at: number): string =>
  `a${at}: leaveTeam(childId: "CV-1001", purpose: DIRECT_SUPPORT, idempotencyKey: "${at}", membershipId: "m${at}") { id }`;

describe("an operation within its bounds is let through, and one past a bound is not run: its message says which, by how much, and what to do", () => {
  test("thirty fields at the root, aliases and fragments counted", async () => {
    const most = await gateway.ask({ query: `{ ${many(29, child)} ...F } fragment F on Query { ${child(29)} }` });
    expect(new Set(codes(most))).toEqual(new Set(letThrough));
    const more = await gateway.ask({ query: `{ ${many(30, child)} ...F } fragment F on Query { ... on Query { ${child(30)} } }` });
    expect([more.status, codes(more)]).toEqual([400, ["FIELDS_TOO_MANY"]]);
    expect(more.errors[0]?.message).toContain("This one has 31; 30 are allowed. Ask for a list");
  });

  test("one change, however small, whatever it is called, and wherever it stands", async () => {
    const one = await gateway.ask({ query: `mutation { __typename ${leave(1)} ...F } fragment F on Mutation { ${leave(1)} }` });
    expect(codes(one)).toEqual(letThrough);
    for (const query of [
      `mutation { ${leave(1)} ${leave(2)} }`,
      `mutation { ${leave(1)} ...F } fragment F on Mutation { ${leave(2)} }`,
      `mutation { ${leave(1)} ... on Mutation { read: markAlertRead(alertId: "a", idempotencyKey: "b") { id } } }`,
      `mutation ($no: Boolean = false) { ${leave(1)} ... on Mutation @include(if: $no) { ${leave(2)} } }`,
    ]) {
      const two = await gateway.ask({ query });
      expect([two.status, codes(two)]).toEqual([400, ["CHANGES_TOO_MANY"]]);
      expect(two.errors[0]?.message).toContain("This one has 2; 1 is allowed. Send each change as an operation of its own");
    }
  });

  test("forty places at which an agency, or from an agency the directory, is asked", async () => {
    const records = "health { allergies { nodes { recordedBy { name } } } }";
    const most = await gateway.ask({ query: `{ ${many(20, (at) => child(at, records))} }` });
    expect(new Set(codes(most))).toEqual(new Set(letThrough));
    const more = await gateway.ask({ query: `{ ${many(20, (at) => child(at, records))} ${child(20, "education { held }")} }` });
    expect([more.status, codes(more)]).toEqual([400, ["FETCHES_TOO_MANY"]]);
    expect(more.errors[0]?.message).toContain("This one has 41; 40 are allowed. A list of children needs each agency once");
  });

  test("the points that it could cost, with the pages that its variables ask for", async () => {
    const page = `query ($first: Int) { myChildren(purpose: DIRECT_SUPPORT, first: $first) { nodes { consents(first: 1) { nodes { effects { sentence } } } } } }`;
    const most = await gateway.ask({ query: page, variables: { first: 80 } });
    expect(codes(most)).toEqual(letThrough);
    const more = await gateway.ask({ query: page, variables: { first: 100 } });
    expect([more.status, codes(more)]).toEqual([400, ["COST_TOO_HIGH"]]);
    expect(more.errors[0]?.message).toMatch(/This one has \d\d,\d00; 75,000 are allowed\. Ask for smaller pages \(`first`/);
    expect(codes(await gateway.ask({ query: page.replace("first: $first", "after: null"), variables: {} }))).not.toContain("COST_TOO_HIGH");
  });

  test.each<[string, string]>([
    [
      "lists within lists",
      "{ myChildren(purpose: DIRECT_SUPPORT) { nodes { health { conditions { nodes { code { label } } } mentalHealth { nodes { reasons { label } } } } consents { nodes { id } } } } }",
    ],
    [
      "a name that is asked for again and again",
      `{ myChildren(purpose: DIRECT_SUPPORT, first: 100) { nodes { ${many(1000, (at) => `a${at}: __typename`)} } } }`,
    ],
    ["a list of a million", "{ myAlerts(first: 1000000) { nodes { id } } }"],
  ])("%s cost what they could come to", async (_what, query) => {
    expect(codes(await gateway.ask({ query }))).toEqual(["COST_TOO_HIGH"]);
  });

  test("who can see what is answered for some children in one operation, and not for hundreds", async () => {
    const sharing = (at: number): string => child(at, "sharing { team { nodes { name } } }");
    expect(new Set(codes(await gateway.ask({ query: `{ ${many(12, sharing)} }` })))).toEqual(new Set(letThrough));
    for (const query of [
      `{ myChildren(purpose: DIRECT_SUPPORT, first: 100) { nodes { sharing { team { nodes { name } } } } } }`,
      `{ ${child(
        0,
        many(100, (at) => `s${at}: sharing { team { nodes { name } } }`),
      )} }`,
    ])
      expect(codes(await gateway.ask({ query }))).toEqual(["COST_TOO_HIGH"]);
  });

  test("what a variable leaves out counts like the rest, since permits are asked for all the same", async () => {
    const query = `query ($with: Boolean!) { myChildren(purpose: DIRECT_SUPPORT, first: 100) { nodes { id consents @include(if: $with) { nodes { id } } } } }`;
    for (const given of [true, false]) expect(codes(await gateway.ask({ query, variables: { with: given } }))).toEqual(["COST_TOO_HIGH"]);
  });
});

describe("what front ends really ask is let through", () => {
  const examples = readExamples();
  test.each([
    ...examples.map(({ title, query }) => [title, { query }] as const),
    ["the README's first query", JSON.parse(readFileSync("docs/first-query.json", "utf8")) as object] as const,
    ["the largest example, for a page of a hundred children", { query: hundredOf(examples[0]?.query ?? "") }] as const,
  ])("%s", async (_title, body) => {
    expect(new Set(codes(await gateway.ask(body)))).toEqual(new Set(letThrough));
  });
});

/** The example for one child, asked of a page of a hundred. */
function hundredOf(example: string): string {
  const of = 'child(id: "CV-1001", purpose: DIRECT_SUPPORT) {';
  if (!example.includes(of)) throw new Error("the example is another");
  return `${example.replace(of, "myChildren(purpose: DIRECT_SUPPORT, first: 100) { nodes {")} }`;
}

test("the bounds are settings", async () => {
  const strict = await startLoneGateway({ settings: { MOST_ROOT_FIELDS: "2", MOST_FETCHES: "1", MOST_COST: "650" } });
  try {
    expect(codes(await strict.ask({ query: `{ ${many(3, child)} }` }))).toEqual(["FIELDS_TOO_MANY"]);
    expect(codes(await strict.ask({ query: `{ ${child(0, "health { held } education { held }")} }` }))).toEqual(["FETCHES_TOO_MANY"]);
    expect(codes(await strict.ask({ query: `{ ${child(0, "consents { totalCount }")} }` }))).toEqual(["COST_TOO_HIGH"]);
    expect(new Set(codes(await strict.ask({ query: `{ ${child(0)} ${child(1)} }` })))).toEqual(new Set(letThrough));
  } finally {
    await strict.close();
  }
});

describe("one caller's requests", () => {
  let silent: Server;
  let asked: string[];
  beforeAll(async () => {
    asked = [];
    // It takes requests, and never answers. What the gateway carries between the audit logs is of no caller.
    silent = createServer((request) => {
      if (request.headers.authorization !== undefined) asked.push(subjectOf(request.headers.authorization));
    }).listen(0, "127.0.0.1");
    await once(silent, "listening");
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  test("are taken as far as they may run and wait; one more is answered with 429, and another caller's comes to the partnership meanwhile", async () => {
    const partnership = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const busy = await startLoneGateway({
      partnership,
      settings: { MOST_RUNNING: "1", MOST_WAITING: "2", AGENCY_TIMEOUT_MS: "1000", LONGEST_WAIT_MS: "30000" },
    });
    try {
      const query = `{ ${child(0)} }`;
      // The issuer's keys are fetched first, so that all come to their turns at once.
      expect((await busy.ask({ query: "{ __typename }" })).status).toBe(200);
      const all = Promise.all(Array.from({ length: 6 }, () => busy.ask({ query })));
      let over = false;
      void all.finally(() => (over = true));
      const asking = (count: number) => waitUntil(() => over || asked.length >= count);
      await asking(1);
      const other = busy.ask({ query }, "somebody.else");
      await asking(2);
      expect(asked).toEqual(["some.body", "somebody.else"]);
      const found = (await all).map((answer) => `${answer.status} ${codes(answer).join()}`);
      expect(found.filter((one) => one === "429 TOO_MANY_REQUESTS")).toHaveLength(3);
      expect((await other).status).toBe(200);
    } finally {
      await busy.close();
    }
  });
});

async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function subjectOf(authorization: string): string {
  const claims = JSON.parse(Buffer.from(authorization.split(".")[1] ?? "", "base64url").toString()) as { sub: string };
  return claims.sub;
}
