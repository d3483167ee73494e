import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { keepDeadlines, timeLeftHeader } from "../../service/deadline.ts";
import { inTurn } from "../../service/share/in-turn.ts";
import { Turns } from "../../service/share/turns.ts";

let app: FastifyInstance;
let url: string;
let running: Map<string, () => void>;
let begun: string[];

beforeEach(async () => {
  [running, begun] = [new Map(), []];
  app = Fastify({ forceCloseConnections: true });
  const turns = new Turns({ running: 1, waiting: 1, places: 8, inFlight: 4, patience: 60_000 });
  const callerOf = ({ headers }: FastifyRequest): string => String(headers["caller"]);
  const handler = inTurn({ turns, callerOf, deadlineOf: keepDeadlines(app, 60_000) }, async ({ headers }) => {
    const name = String(headers["name"]);
    begun.push(name);
    await new Promise<void>((end) => running.set(name, end));
    return name;
  });
  app.post("/", handler);
  url = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => app.close());

const send = (caller: string, name: string, signal?: AbortSignal, timeLeft?: number): Promise<Response> => {
  const headers = { caller, name, ...(timeLeft === undefined ? {} : { [timeLeftHeader]: String(timeLeft) }) };
  return fetch(url, { method: "POST", headers, ...(signal === undefined ? {} : { signal }) });
};

/** Asks so many times, each once the one before is answered, and is never kept waiting by the handler; answers the statuses. */
async function oneByOne(caller: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = 0; at < times; at++) {
    const answer = send(caller, `${caller}${at}`);
    await until(() => running.has(`${caller}${at}`));
    running.get(`${caller}${at}`)?.();
    statuses.push((await answer).status);
  }
  return statuses;
}

/** Comes again as soon as it is answered; tells how often it was. */
function comingAgainAtOnce(caller: string, timeLeft?: number) {
  const client = new AbortController();
  let answered = 0;
  const come = async (): Promise<void> => {
    const { status } = await send(caller, `${caller} again`, client.signal, timeLeft);
    if (status !== 200) answered++;
    return come();
  };
  come().catch(() => undefined);
  return { answered: () => answered, stop: () => client.abort() };
}

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Sends one, and resolves when the server has it, with what resolves when it is answered. */
async function sent(caller: string, name: string, signal?: AbortSignal): Promise<{ readonly answer: Promise<Response> }> {
  const arrived = once(app.server, "request");
  const answer = send(caller, name, signal);
  answer.catch(() => undefined);
  await arrived;
  await new Promise((resolve) => setImmediate(resolve));
  return { answer };
}

describe("of one caller's requests, one more than may wait", () => {
  test("is answered with 429, when to come again, and a code; another's is answered meanwhile", async () => {
    const first = await sent("A", "A1");
    const second = await sent("A", "A2");
    const refused = await send("A", "A3");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(await refused.json()).toEqual({
      errors: [{ message: expect.stringMatching(/Nothing of it was begun.*Retry-After/), extensions: { code: "TOO_MANY_REQUESTS" } }],
    });
    const other = await sent("B", "B1");
    await until(() => running.has("B1"));
    running.get("B1")?.();
    expect((await other.answer).status).toBe(200);
    expect(begun).toEqual(["A1", "B1"]);
    running.get("A1")?.();
    await until(() => running.has("A2"));
    running.get("A2")?.();
    expect([(await first.answer).status, (await second.answer).status]).toEqual([200, 200]);
  });

  test("of all callers' together is answered with 503, and when to come again", async () => {
    for (const name of ["A1", "A2", "B1", "B2"]) await sent(name.slice(0, 1), name);
    const refused = await send("C", "C1");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "SERVICE_BUSY" } }] });
  });
});

describe("whoever comes again at once, and not when they were told to,", () => {
  test("is not answered while others are, time after time: nothing is done but to keep their requests", async () => {
    await sent("A", "A1");
    await sent("A", "A2");
    const greedy = comingAgainAtOnce("A");
    expect(await oneByOne("B", 50)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(greedy.answered()).toBe(0);
    greedy.stop();
    expect(begun).not.toContain("A again");
  });

  test("nor is it a way around that, to say that there is no time left", async () => {
    await sent("A", "A1");
    const hasty = comingAgainAtOnce("A", 1);
    expect(await oneByOne("B", 50)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(hasty.answered()).toBe(0);
    hasty.stop();
    expect(begun).not.toContain("A again");
  });

  test("is held back up to five hundred times over, and no more: what is kept has a bound", async () => {
    await sent("A", "A1");
    await sent("A", "A2");
    const inject = () => app.inject({ method: "POST", url: "/", headers: { caller: "A", name: "A again" } });
    let answered = 0;
    const held = Array.from({ length: 500 }, () => inject().then(() => answered++));
    expect((await inject()).statusCode).toBe(429);
    expect(answered).toBe(0);
    await Promise.all(held);
    expect(answered).toBe(500);
  });
});

describe("a request whose time is up while it waits", () => {
  test("waits no longer: it is told so by its code, never begun, and its place is another's", async () => {
    await sent("A", "A1");
    const late = await send("A", "A2", undefined, 50);
    expect([late.status, late.headers.get("retry-after")]).toEqual([504, "2"]);
    const message: unknown = expect.stringContaining("Nothing of it was begun.");
    expect(await late.json()).toEqual({ errors: [{ message, extensions: { code: "DEADLINE_PASSED" } }] });
    const next = await sent("A", "A3");
    running.get("A1")?.();
    await until(() => running.has("A3"));
    running.get("A3")?.();
    expect((await next.answer).status).toBe(200);
    expect(begun).toEqual(["A1", "A3"]);
  });
});

describe("whoever had some time to wait until it was up", () => {
  test("is told at once, and not when they would be let in again: they listen for a moment still", async () => {
    await sent("A", "A1");
    const arrived = once(app.server, "request");
    const late = send("A", "A2", undefined, 600);
    await arrived;
    let heldBack = true;
    const refused = await sent("A", "A3");
    const again = refused.answer.then(() => (heldBack = false));
    expect([(await late).status, heldBack]).toEqual([504, true]);
    running.get("A1")?.();
    await again;
  });
});

describe("whoever leaves", () => {
  test("waits no more: their place is another's, and their request is never begun", async () => {
    await sent("A", "A1");
    const client = new AbortController();
    await sent("A", "A2", client.signal);
    client.abort();
    let tried = 2;
    // It takes a moment until the server sees that the connection is closed, and on a busy machine a long one.
    const next = async (): Promise<Response> => {
      tried += 1;
      const answer = await send("A", `A${tried}`);
      return answer.status === 429 ? next() : answer;
    };
    const answer = next();
    await until(() => running.has("A1"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    running.get("A1")?.();
    await until(() => begun.length === 2);
    running.get(begun[1] ?? "")?.();
    expect((await answer).status).toBe(200);
    expect(begun).not.toContain("A2");
  });

  test("and comes again has what still runs counted: to leave early frees nothing", async () => {
    const client = new AbortController();
    await sent("A", "A1", client.signal);
    await until(() => running.has("A1"));
    client.abort();
    await sent("A", "A2");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun).toEqual(["A1"]);
    running.get("A1")?.();
    await until(() => running.has("A2"));
    running.get("A2")?.();
  });
});
