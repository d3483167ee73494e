import { setImmediate as nextTurnOfLoop } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { createConfining } from "../../gateway/confining/create-confining.ts";
import { fetchesInTurn, type Service } from "../../gateway/fetches-in-turn.ts";
import { SubgraphClient } from "../../gateway/subgraph-client.ts";
import { startDeadline } from "../../service/deadline.ts";
import { readLimits, shareOfFetches } from "../../service/limits.ts";

const confining = createConfining(parse("type Query { a1: Int, a2: Int }"), "partnership")("health");
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
