import { setImmediate as nextTurnOfLoop } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { fetchesInTurn } from "../../gateway/fetches-in-turn.ts";
import { readLimits, shareOfFetches } from "../../service/limits.ts";

/** A service that answers when the test says so. */
function slowService(limits = readLimits({}), connections = 32) {
  const asked: string[] = [];
  const answers = new Map<string, () => void>();
  const source = {
    process: async ({ request }: { request: { query?: string } }) => {
      asked.push(request.query ?? "");
      await new Promise<void>((answer) => answers.set(request.query ?? "", answer));
      return { data: {} };
    },
  };
  const service = fetchesInTurn({ name: "health", source: source }, shareOfFetches(limits, connections));
  const context = (subject: string): object => ({ principal: { issuer: "https://identity.example", subject } });
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
