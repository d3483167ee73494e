import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readAgencies } from "../../trust/agencies.ts";
import { ask } from "./ask.ts";
import { gatewayWithHealthAt } from "./health-elsewhere.ts";
import { systemPlace } from "./running-system.ts";
import { endGateways } from "./second-gateway.ts";

const query =
  '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames education { held } health { held therapies { totalCount } } socialCare { held } } }';
const children = "{ myChildren(purpose: DIRECT_SUPPORT, first: 2) { nodes { id health { held } education { held } } } }";
const servers: Server[] = [];

afterAll(async () => {
  // The gateways first: a server closes only when nobody is connected to it any more.
  await endGateways();
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
});

async function serverThat(behaves: (server: Server) => void): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  behaves(server);
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function closedPort(): Promise<number> {
  const port = await serverThat(() => undefined);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

const hostile = '{"data":{"_entities":[{"__proto__":{"polluted":true},"health":{"held":"constructor"}}]},"errors":"no list"}';
const answering = (body: string) => (server: Server) =>
  server.on("connection", (socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () =>
      socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
    );
  });

describe.each([
  ["is stopped", closedPort],
  ["never answers", () => serverThat((server) => server.on("connection", (socket) => socket.on("error", () => undefined).resume()))],
  ["answers what is no GraphQL", () => serverThat(answering("<html>proxy error</html>"))],
  ["answers an empty object", () => serverThat(answering("{}"))],
  ["leaves an entity out without a word", () => serverThat(answering('{"data":{"_entities":[]}}'))],
  ["answers hostile JSON", () => serverThat(answering(hostile))],
])("when health %s", (_how, port) => {
  test("the rest of the answer stands, and the failure names the agency and nothing else", async () => {
    const gateway = await gatewayWithHealthAt(await port());
    const answer = await ask("senco", query, {}, gateway);
    expect(answer.errors).toEqual([
      { message: expect.any(String), path: ["child", "health"], extensions: { code: "AGENCY_UNAVAILABLE", agency: "health" } },
    ]);
    expect(answer.data.child).toEqual({ givenNames: "Maya", education: { held: true }, health: null, socialCare: { held: true } });
    expect(answer.withheld).toEqual([]);

    const renamed = await ask("senco", query.replace("health {", "kg: health {"), {}, gateway);
    expect(renamed.errors?.map(({ path }) => path)).toEqual([["child", "kg"]]);

    const list = await ask("senco", children, {}, gateway);
    expect(list.data.myChildren.nodes.map((node: { education: unknown }) => node.education)).toEqual([{ held: true }, { held: true }]);
    expect(list.errors?.map(({ path }) => path)).toEqual([
      ["myChildren", "nodes", 0, "health"],
      ["myChildren", "nodes", 1, "health"],
    ]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("when health says that something is withheld, but not where", () => {
  const notice = (path: string, reason: string) =>
    `{"message":"Withheld.","path":${path},"extensions":{"code":"WITHHELD","category":"health.mental-health","reason":"${reason}","remedy":"Ask.","extent":"WHOLE","rules":[],"policy":null}}`;
  const asked = '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames kg: health { held minds: mentalHealth { totalCount } } } }';

  test("as it forgot the alias, the field reads as withheld and not as empty", async () => {
    const body = `{"data":{"_entities":[{"kg":{"held":true,"minds":null}}]},"errors":[${notice('["_entities",0,"kg","mentalHealth"]', "CONSENT")}]}`;
    const answer = await ask("senco", asked, {}, await gatewayWithHealthAt(await serverThat(answering(body))));
    expect(answer.data.child).toEqual({ givenNames: "Maya", kg: { held: true, minds: null } });
    expect([answer.errors, answer.withheld.map(({ path }) => path)]).toEqual([undefined, [["child", "kg", "minds"]]]);
  });

  test("as it says it of the whole child, the child's part of the answer reads as withheld", async () => {
    const body = `{"data":{"_entities":[null]},"errors":[${notice('["_entities",0]', "PERMIT")}]}`;
    const answer = await ask("senco", asked, {}, await gatewayWithHealthAt(await serverThat(answering(body))));
    expect(answer.data.child).toEqual({ givenNames: "Maya", kg: null });
    expect([answer.errors, answer.withheld.map(({ path, reason }) => [path, reason])]).toEqual([undefined, [[["child", "kg"], "PERMIT"]]]);
  });
});

test("every service says how it fares and what it depends on", async () => {
  const { gateway, agenciesFile } = systemPlace();
  const agencies = readAgencies(agenciesFile);
  const answers = await Promise.all(
    [gateway, agencies.partnership.url, ...agencies.agencies.map(({ url }) => url)].map((url) => fetch(new URL("/health", url))),
  );
  const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as {
    service: string;
    status: string;
    dependencies: Record<string, string>;
  }[];
  expect(bodies.map(({ service, status }) => `${service} ${status}`)).toEqual([
    "gateway up",
    "partnership up",
    "education up",
    "health up",
    "social-care up",
  ]);
  expect(bodies[0]?.dependencies).toEqual({
    ...{ database: "up", "audit log": "up" },
    ...{ partnership: "up", education: "up", health: "up", "social-care": "up" },
  });
  expect(bodies[3]?.dependencies).toEqual({ database: "up", "audit log": "up", "permit keys": "up" });
});
