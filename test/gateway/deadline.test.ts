import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GraphQLDataSourceRequestKind } from "@apollo/gateway/dist/datasources/types.js";
import { afterEach, describe, expect, test } from "@jest/globals";
import Fastify from "fastify";
import { parse } from "graphql";
import { createConfining } from "../../gateway/confining/create-confining.ts";
import { SubgraphClient } from "../../gateway/subgraph-client.ts";
import { type Deadline, keepDeadlines, startDeadline, timeLeftHeader } from "../../service/deadline.ts";
import { inTurn } from "../../service/share/in-turn.ts";
import { Turns } from "../../service/share/turns.ts";
import { noNames } from "../../trust/refusal-words.ts";

const query = "query A__partnership__0 { child: myChild { id } other: myChild { id } }";
const change = 'mutation A__partnership__0 { one: change(key: "k-1") { id child { id } } }';

const schema = parse(`
  type Query { myChild: Child }
  type Mutation { change(key: String!): Changed }
  type Changed { id: ID! child: Child }
  type Child { id: ID! }
`);
const confining = createConfining(schema, "partnership", noNames)("partnership");

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A service that answers as the test says, and tells of each request when it has come whole. */
async function service(answers: RequestListener): Promise<{ url: string; came: IncomingMessage[]; stop: () => Promise<void> }> {
  const came: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    // What the gateway carries between the audit logs is of no operation.
    if (request.url !== "/graphql") return void response.writeHead(404).end();
    came.push(request);
    request.resume().once("end", () => answers(request, response));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await once(server.close(), "close");
  };
  endings.push(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, came, stop };
}

interface Said {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

function clientOf(url: string, timeout = 60_000) {
  const logged: unknown[] = [];
  const client = new SubgraphClient({ name: "partnership", url, timeout, passAccessToken: false, confining }, (cause) =>
    logged.push(cause),
  );
  endings.push(() => client.close());
  const fetches = async (text: string, deadline: Deadline = startDeadline(60_000)) => {
    const context = { deadline };
    const asked = { kind: GraphQLDataSourceRequestKind.INCOMING_OPERATION, request: { query: text, variables: {} }, context };
    // Of what Apollo's gateway hands over, this is what is read.
    const { data, errors = [] } = await client.process(asked as unknown as Parameters<SubgraphClient["process"]>[0]);
    return { data, errors: errors as unknown as Said[] };
  };
  return { logged, fetches };
}

const json =
  (body: unknown): RequestListener =>
  (_request, response) =>
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
const refusal =
  (status: number, code: string, more: object = {}): RequestListener =>
  (request, response) => {
    response.statusCode = status;
    json({ errors: [{ message: "…", extensions: { code } }], ...more })(request, response);
  };
const never: RequestListener = () => undefined;
const half: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-length": 999 }).write("{", () => response.destroy());
};
const codes = (errors: readonly Said[]) => errors.map(({ path, extensions: { code } }) => [path.join("."), code]);

describe("the gateway tells a service how long it waits", () => {
  test("no longer than for any agency, no longer than the operation has, and a little less, so that the service can still say that it gave up", async () => {
    const { url, came } = await service(json({ data: {} }));
    await clientOf(url, 5_000).fetches(query);
    await clientOf(url, 60_000).fetches(query, startDeadline(2_000));
    const [ofAgency = 0, ofOperation = 0] = came.map(({ headers }) => Number(headers[timeLeftHeader]));
    expect(ofAgency).toBe(4_500);
    expect(ofOperation).toBeGreaterThan(0);
    expect(ofOperation).toBeLessThanOrEqual(1_800);
  });

  test("and what the service could not do in that time is told like what it does not answer", async () => {
    const passed = { message: "…", path: ["child"], extensions: { code: "DEADLINE_PASSED" } };
    const { url } = await service(json({ data: { child: null, other: { id: "1" } }, errors: [passed] }));
    const { data, errors } = await clientOf(url).fetches(query);
    expect([data, codes(errors)]).toEqual([{ child: null, other: { id: "1" } }, [["child", "AGENCY_UNAVAILABLE"]]]);
  });
});

describe("a fetch", () => {
  test("under way is given up, and none begins, once the operation's time is up", async () => {
    const time = new AbortController();
    const deadline = { signal: time.signal, timeLeft: () => (time.signal.aborted ? 0 : 60_000) };
    const { url, came } = await service(() => time.abort());
    const { fetches } = clientOf(url);
    const gone = [
      ["child", "AGENCY_UNAVAILABLE"],
      ["other", "AGENCY_UNAVAILABLE"],
    ];
    expect(codes((await fetches(query, deadline)).errors)).toEqual(gone);
    expect(codes((await fetches(query, deadline)).errors)).toEqual(gone);
    expect(came.length).toBe(1);
  });

  test("under way is given up, and none begins, once the client has left: the service sees the connection close, and the log is not filled", async () => {
    let seen = (): void => undefined;
    const closed = new Promise<void>((resolve) => (seen = resolve));
    const deadline = startDeadline(60_000);
    const { url, came } = await service((_request, response) => {
      response.once("close", seen);
      deadline.callerLeft();
    });
    const { fetches, logged } = clientOf(url);
    await fetches(query, deadline);
    await closed;
    await fetches(query, deadline);
    expect([came.length, logged]).toEqual([1, []]);
  });
});

describe("a change", () => {
  const unknown = [["one", "OUTCOME_UNKNOWN"]];

  test.each<[string, RequestListener]>([
    ["to which no answer comes in time", never],
    ["of which the connection breaks once it was sent", (request) => request.socket.destroy()],
    ["to which half an answer comes", half],
    ["whose answer is no answer", (_request, response: ServerResponse) => response.end("<html>proxy error</html>")],
    ["whose answer has no data", json({ errors: [{ message: "…" }] })],
    ["whose answer leaves it out", json({ data: {} })],
    ["whose answer is of another form", json({ data: { one: "made" } })],
    ["whose answer lacks the id of what was made", json({ data: { one: { child: null } } })],
  ])("%s is told as unknown, and the caller to ask again with the same key", async (_how, answers) => {
    const { url } = await service(answers);
    const { errors } = await clientOf(url, 300).fetches(change);
    expect(codes(errors)).toEqual(unknown);
    expect(errors[0]?.message).toMatch(/not known.*same idempotency key/);
  });

  test("that was never sent is told as not made", async () => {
    const [stopped, there] = [await service(never), await service(never)];
    await stopped.stop();
    const left = startDeadline(60_000);
    left.callerLeft();
    for (const { errors } of [await clientOf(stopped.url).fetches(change), await clientOf(there.url).fetches(change, left)]) {
      expect(codes(errors)).toEqual([["one", "AGENCY_UNAVAILABLE"]]);
      expect(errors[0]?.message).toContain("The change was not made.");
    }
    expect(there.came).toEqual([]);
  });

  test.each<[number, string]>([
    [504, "DEADLINE_PASSED"],
    [503, "SERVICE_BUSY"],
    [429, "TOO_MANY_REQUESTS"],
  ])(
    "that had no turn at the partnership (%i %s) is told so by that code: it was not begun, and can be sent again",
    async (status, code) => {
      const { url } = await service(refusal(status, code));
      const { errors } = await clientOf(url).fetches(change);
      expect(codes(errors)).toEqual([["one", code]]);
      expect(errors[0]?.message).toMatch(/The change was not begun\. (Ask|Send it|Wait)/);
    },
  );

  test("that waits for its turn at the partnership until the time is up is told so by the partnership while the gateway still listens", async () => {
    const app = Fastify({ forceCloseConnections: true });
    const turns = new Turns({ running: 1, waiting: 9, places: 1, inFlight: 9, patience: 60_000 });
    let begun = 0;
    const endless = () => new Promise<never>(() => begun++);
    app.post("/graphql", inTurn({ turns, callerOf: () => "somebody", deadlineOf: keepDeadlines(app, 60_000) }, endless));
    const url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/graphql`;
    endings.push(() => app.close());
    const before = clientOf(url).fetches(query);
    while (begun === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const { errors } = await clientOf(url).fetches(change, startDeadline(1_000));
    expect([codes(errors), begun]).toEqual([[["one", "DEADLINE_PASSED"]], 1]);
    await app.close();
    await before;
  });

  test.each([
    [401, "TOKEN_EXPIRED"],
    [503, "ISSUER_UNAVAILABLE"],
  ])("for whose token the partnership did not begin it (%i %s) is told as not made", async (status, code) => {
    const { url } = await service(refusal(status, code));
    const { errors } = await clientOf(url).fetches(change);
    expect(codes(errors)).toEqual([["one", "AGENCY_UNAVAILABLE"]]);
    expect(errors[0]?.message).toContain("The change was not made.");
  });

  test.each<[string, RequestListener]>([
    ["an error without data that has none of our codes", refusal(504, "GATEWAY_TIMEOUT")],
    ["one of our codes that can be said of what was begun", refusal(500, "INTERNAL")],
    ["one of our codes beside data", refusal(504, "DEADLINE_PASSED", { data: null })],
    ["one of our codes under a status of success", refusal(200, "DEADLINE_PASSED")],
  ])("is not told as never begun for %s", async (_what, answers) => {
    const { url } = await service(answers);
    expect(codes((await clientOf(url).fetches(change)).errors)).toEqual(unknown);
  });

  test("of which the partnership says that its time was up keeps that word: nothing was stored", async () => {
    const said = (path: string[]) => ({ message: "…", path, extensions: { code: "DEADLINE_PASSED" } });
    const { url } = await service(json({ data: { one: null }, errors: [said(["one"])] }));
    expect(codes((await clientOf(url).fetches(change)).errors)).toEqual([["one", "DEADLINE_PASSED"]]);
    const read = await service(json({ data: { one: { id: "1", child: null } }, errors: [said(["one", "child"])] }));
    expect(codes((await clientOf(read.url).fetches(change)).errors)).toEqual([["one.child", "AGENCY_UNAVAILABLE"]]);
  });
});
