import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurnOfLoop } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { createConfining } from "../../gateway/confining/create-confining.ts";
import { fetchesInTurn, type Service } from "../../gateway/fetches-in-turn.ts";
import { SubgraphClient } from "../../gateway/subgraph-client.ts";
import { startDeadline } from "../../service/deadline.ts";
import { readLimits, shareOfFetches } from "../../service/limits.ts";
import { startLoneGateway } from "./lone-gateway.ts";
import { noNames } from "../../trust/refusal-words.ts";

const confining = createConfining(parse("type Query { a1: Int, a2: Int }"), "partnership", noNames)("health");
// What is said of a fetch that was not sent is the client's to say; nothing listens where it would send one.
const client = new SubgraphClient(
  { name: "health", url: "http://127.0.0.1:1/graphql", timeout: 1_000, passAccessToken: false, confining },
  () => undefined,
);

/** A service that answers when the test says so. */
function slowService(limits = readLimits({}), connections = 32) {
  const asked: string[] = [];
  const answers = new Map<string, () => void>();
  const source: Service = {
    notAsked: (fetch) => client.notAsked(fetch),
    process: async ({ request }) => {
      asked.push(request.query ?? "");
      await new Promise<void>((answer) => answers.set(request.query ?? "", answer));
      return { data: {} };
    },
  };
  const service = fetchesInTurn(source, shareOfFetches(limits, connections));
  const context = (subject: string): object => ({
    principal: { issuer: "https://identity.example", subject },
    deadline: startDeadline(60_000),
  });
  return {
    asked,
    send: (caller: string, query: string) => service.process({ request: { query }, context: context(caller) } as never),
    answer: async (query: string) => {
      answers.get(query)?.();
      await nextTurnOfLoop();
    },
  };
}

test("one operation's many fetches do not stand before another caller's one", async () => {
  const { asked, send, answer } = slowService();
  const dear = Array.from({ length: 40 }, (_, at) => send("A", `{ a${at} }`));
  await nextTurnOfLoop();
  const other = send("B", "{ b }");
  await nextTurnOfLoop();
  expect(asked).toEqual(["{ a0 }", "{ a1 }", "{ b }"]);
  await answer("{ b }");
  expect(await other).toEqual({ data: {} });
  for (let at = 0; at < 40; at++) await answer(`{ a${at} }`);
  expect(await Promise.all(dear)).toHaveLength(40);
});

test("one that gets no turn in time leaves its part of the answer empty, and says of which agency", async () => {
  const { send } = slowService(readLimits({ LONGEST_WAIT_MS: "5", MOST_RUNNING: "1" }));
  void send("A", "{ a1 }");
  const { errors } = await send("A", "{ a2 }");
  expect(errors).toMatchObject([{ path: ["a2"], extensions: { code: "AGENCY_UNAVAILABLE", agency: "health" } }]);
});

interface Fetched {
  readonly query: string;
  readonly variables: { readonly representations?: readonly { readonly healthPermit: string }[] };
}

/** A service that answers each fetch as the test says. */
async function standIn(answers: (fetched: Fetched, request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    // What the gateway carries between the audit logs is of no operation.
    if (request.url !== "/graphql") return void response.writeHead(404).end();
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => answers(JSON.parse(Buffer.concat(chunks).toString()) as Fetched, request, response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { at: `127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

function subjectOf({ headers }: IncomingMessage): string {
  const [, claims = ""] = headers.authorization?.split(".") ?? [];
  return (JSON.parse(Buffer.from(claims, "base64url").toString()) as { sub: string }).sub;
}

test("so it is at the gateway as it runs: while an agency has one caller's dozens of fetches to answer, another caller's comes next", async () => {
  // Whose a fetch is says here the permit, which the gateway passes on as it stands.
  const partnership = await standIn(({ query }, request, response) => {
    const children = [...query.matchAll(/(\w+): ?child\(/g)].map(([, alias]) => [
      alias,
      { __typename: "Child", healthPermit: subjectOf(request) },
    ]);
    response.setHeader("content-type", "application/json").end(JSON.stringify({ data: Object.fromEntries(children) }));
  });
  const asked: (string | undefined)[] = [];
  const answers: (() => void)[] = [];
  const health = await standIn(({ variables: { representations = [] } }, _request, response) => {
    asked.push(representations[0]?.healthPermit);
    answers.push(() => response.end(JSON.stringify({ data: { _entities: representations.map(() => null) } })));
  });
  const gateway = await startLoneGateway({ partnership: partnership.at, health: health.at, settings: { AGENCY_TIMEOUT_MS: "14000" } });
  const waitUntil = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const child = (at: number): string => `a${at}: child(id: "CV-1001", purpose: DIRECT_SUPPORT) { health { held } }`;
  try {
    const dear = gateway.ask({ query: `{ ${Array.from({ length: 20 }, (_, at) => child(at)).join(" ")} }` }, "dear");
    await waitUntil(() => asked.length >= 2);
    const cheap = gateway.ask({ query: `{ ${child(0)} }` }, "cheap");
    await waitUntil(() => asked.includes("cheap"));
    expect(asked).toEqual(["dear", "dear", "cheap"]);
    answers[2]?.();
    expect((await cheap).status).toBe(200);
    let over = false;
    void dear.finally(() => (over = true));
    for (let at = 0; !over; at++) {
      await waitUntil(() => over || answers[at] !== undefined);
      answers[at]?.();
    }
    expect((await dear).status).toBe(200);
    expect(asked.filter((caller) => caller === "dear")).toHaveLength(20);
  } finally {
    await gateway.close();
    partnership.stop();
    health.stop();
  }
});
