import { once } from "node:events";
import { afterEach, describe, expect, test } from "@jest/globals";
import Fastify from "fastify";
import type { NewEntry } from "../../service/audit.ts";
import { systemClock } from "../../service/clock.ts";
import { newTrace, traceOf, traceparentOf } from "../../service/trace.ts";
import { recordOperations } from "../../subgraphs/kit/operation/record-operations.ts";
import { about, asker, askOneRoute, grant, notRecorded, oneRoute } from "./one-route.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Such a service, which is closed after the test. */
async function service(...parts: Parameters<typeof oneRoute>) {
  const made = await oneRoute(...parts);
  closers.push(() => made.app.close());
  return made;
}

describe("an answer", () => {
  test("leaves when it is recorded, and not before", async () => {
    let [isRecorded, recorded]: [boolean, () => void] = [false, () => undefined];
    const waits = new Promise<void>((resolve) => (recorded = resolve));
    const { url } = await service(
      () => undefined,
      () => waits,
    );
    const answer = fetch(url).then(async (response) => [isRecorded, await response.text()]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    isRecorded = true;
    recorded();
    expect(await answer).toEqual([true, "what the record says"]);
  });

  test("is recorded once, and before its handler has ended, so that whoever waits for the log waits within their turn", async () => {
    const happened: string[] = [];
    const app = Fastify({ forceCloseConnections: true });
    closers.push(() => app.close());
    const operations = recordOperations(app, {
      ...{ kind: "release", clock: systemClock },
      append: () => Promise.resolve(void happened.push("recorded")),
    });
    const handler = operations.within((request) => Promise.resolve(void operations.open(request, asker)).then(() => "released"));
    app.get("/", async function (request, reply) {
      const payload: unknown = await handler.call(this, request, reply);
      happened.push("turn ended");
      return payload;
    });
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    expect(await (await fetch(url)).text()).toBe("released");
    await app.close();
    expect(happened).toEqual(["recorded", "turn ended"]);
  });

  test("that cannot be recorded leaves nothing of itself", async () => {
    const { url } = await service(
      () => undefined,
      () => Promise.reject(new Error("the disk is full")),
    );
    expect(await askOneRoute(url)).toEqual(notRecorded);
    expect(await (await fetch(url)).text()).not.toMatch(/disk is full/);
  });

  test("of work that failed is recorded as failed", async () => {
    const entries: NewEntry[] = [];
    const { url } = await service(
      () => {
        throw new Error("no");
      },
      (more) => Promise.resolve(void entries.push(...more)),
    );
    await fetch(url);
    expect(entries.map(({ kind, facts }) => [kind, facts["outcome"]])).toEqual([["question", "failed"]]);
  });

  test("that did not arrive since its caller has left is told so", async () => {
    const entries: NewEntry[] = [];
    const client = new AbortController();
    const { url } = await service(
      async (_operation, { raw }) => {
        client.abort();
        await once(raw.socket, "close");
      },
      (more) => Promise.resolve(void entries.push(...more)),
    );
    await expect(fetch(url, { signal: client.signal })).rejects.toThrow();
    while (entries.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(entries.map(({ kind }) => kind)).toEqual(["question", "undelivered"]);
    expect(new Set(entries.map(({ facts }) => facts["operation"])).size).toBe(1);
  });

  test("that shows thousands of records has as many entries as it takes, and loses none", async () => {
    const entries: NewEntry[] = [];
    const records = Array.from({ length: 4500 }, (_, at) => `Immunisation:${String(at).padStart(5, "0")}-0685-8d45-87c0-b3eaa36f4ed6`);
    const { url } = await service(
      ({ guard }) => {
        guard.admit({}, grant);
        for (const record of records) guard.journal.shown(grant, "health.immunisations", record);
      },
      (more) => Promise.resolve(void entries.push(...more)),
    );
    expect(await (await fetch(url)).text()).toBe("what the record says");
    const told = entries.map(({ personal }) => (personal["records"] as Record<string, string[]>)["health.immunisations"] ?? []);
    expect(told.map((part) => part.length)).toEqual([2000, 2000, 500]);
    expect(told.flat()).toEqual(records);
    expect(entries.map(({ personal }) => personal["child"])).toEqual([about.child, about.child, about.child]);
  });
});

describe("a trace", () => {
  test("is handed on as W3C's Trace Context has it", () => {
    const trace = newTrace();
    expect(traceOf(traceparentOf(trace))).toBe(trace);
  });

  const other: [string, string | string[] | undefined][] = [
    ["nothing", undefined],
    ["another version", `01-${"a".repeat(32)}-${"b".repeat(16)}-01`],
    ["no trace at all", `00-${"0".repeat(32)}-${"b".repeat(16)}-01`],
    ["capital letters", `00-${"A".repeat(32)}-${"b".repeat(16)}-01`],
    ["two headers", [`00-${"a".repeat(32)}-${"b".repeat(16)}-01`, "x"]],
    ["more behind it", `00-${"a".repeat(32)}-${"b".repeat(16)}-01\n`],
  ];
  test.each(other)("is a new one where the request says %s", (_, header) => {
    expect(traceOf(header)).toMatch(/^[0-9a-f]{32}$/);
    expect([traceOf(header), traceOf(header)]).not.toContain("a".repeat(32));
  });
});
