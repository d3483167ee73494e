import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GraphQLDataSourceRequestKind } from "@apollo/gateway/dist/datasources/types.js";
import { afterEach, describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { createConfining } from "../../gateway/confining/create-confining.ts";
import { SubgraphClient } from "../../gateway/subgraph-client.ts";
import { type Deadline, startDeadline, timeLeftHeader } from "../../service/deadline.ts";
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

  test("of which the partnership says that its time was up keeps that word: nothing was stored", async () => {
    const said = (path: string[]) => ({ message: "…", path, extensions: { code: "DEADLINE_PASSED" } });
    const { url } = await service(json({ data: { one: null }, errors: [said(["one"])] }));
    expect(codes((await clientOf(url).fetches(change)).errors)).toEqual([["one", "DEADLINE_PASSED"]]);
    const read = await service(json({ data: { one: { id: "1", child: null } }, errors: [said(["one", "child"])] }));
    expect(codes((await clientOf(read.url).fetches(change)).errors)).toEqual([["one.child", "AGENCY_UNAVAILABLE"]]);
  });
});
