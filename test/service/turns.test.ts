import { setImmediate as nextTurnOfLoop } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { startDeadline } from "../../service/deadline.ts";
import type { ChildviewError } from "../../service/errors.ts";
import { Pace } from "../../service/share/pace.ts";
import { type EndOfTurn, Turns } from "../../service/share/turns.ts";

const share = { running: 2, waiting: 3, places: 2, inFlight: 7, patience: 60_000 };

/** Callers whose requests begin when it is their turn, and end when the test says so. */
function callers(changed: Partial<typeof share> = {}) {
  let now = 0;
  const turns = new Turns({ ...share, ...changed }, () => now);
  const ends = new Map<string, EndOfTurn>();
  const began: string[] = [];
  const outcomes: Promise<string>[] = [];
  return {
    began,
    pass: (milliseconds: number) => void (now += milliseconds),
    /** Sends the requests "A1", "B1" … of the callers "A", "B" …; answers what becomes of each: its name when it begins, or why it does not. */
    send: async (requests: string, gone?: AbortSignal): Promise<string[]> => {
      const sent = requests.split(" ").map(async (request) => {
        const turn = await turns.take(request.slice(0, 1), gone);
        if (typeof turn === "string") return `${request} ${turn}`;
        began.push(request);
        ends.set(request, turn);
        return request;
      });
      outcomes.push(...sent);
      await nextTurnOfLoop();
      return sent.length === 1 ? Promise.race([Promise.all(sent), nextTurnOfLoop([`${requests} waits`])]) : [];
    },
    end: async (request: string): Promise<void> => {
      ends.get(request)?.();
      await nextTurnOfLoop();
    },
    outcomes: () => Promise.all(outcomes),
  };
}

describe("callers take turns, and not requests", () => {
  test("whoever sent one is not behind all that somebody else had sent before", async () => {
    const { send, end, began } = callers({ places: 1 });
    await send("A1 A2 A3 A4");
    await send("B1 B2");
    await send("C1");
    const order = ["A1", "B1", "C1", "A2", "B2", "A3", "A4"];
    for (const request of order) await end(request);
    expect(began).toEqual(order);
  });

  test("while somebody asks alone several of theirs run at once; from when others ask it is one each", async () => {
    const { send, end, began } = callers({ places: 4 });
    await send("A1 A2 A3");
    expect(began).toEqual(["A1", "A2"]);
    await send("B1 B2");
    expect(began).toEqual(["A1", "A2", "B1"]);
    await end("A1");
    expect(began).toEqual(["A1", "A2", "B1"]);
    await end("A2");
    expect(began).toEqual(["A1", "A2", "B1", "A3"]);
    await end("B1");
    expect(began).toEqual(["A1", "A2", "B1", "A3", "B2"]);
  });

  test("somebody whose page asks for its next part in a moment still counts as asking", async () => {
    const { send, end, began, pass } = callers();
    await send("B1");
    await end("B1");
    await send("A1 A2");
    expect(began).toEqual(["B1", "A1"]);
    pass(1_000);
    await end("A1");
    await send("A3");
    expect(began).toEqual(["B1", "A1", "A2", "A3"]);
  });

  test("the six requests of one page are all taken, and run in the order in which they were sent", async () => {
    const { send, end, began } = callers({ waiting: 4 });
    await send("A1 A2 A3 A4 A5 A6");
    for (const request of ["A1", "A2", "A3", "A4", "A5", "A6"]) await end(request);
    expect(began).toEqual(["A1", "A2", "A3", "A4", "A5", "A6"]);
  });
});

describe("what is not taken", () => {
  test("is one more than may wait of one caller, and nobody else's", async () => {
    const { send } = callers();
    await send("A1 A2 A3 A4 A5");
    expect(await send("A6")).toEqual(["A6 too many"]);
    expect(await send("B1")).toEqual(["B1 waits"]);
  });

  test("is one more than is taken of all", async () => {
    const { send, end } = callers();
    await send("A1 A2 A3 B1 B2 C1 C2");
    expect(await send("D1")).toEqual(["D1 busy"]);
    await end("A1");
    expect(await send("D2")).toEqual(["D2 waits"]);
  });

  test("waits no longer than it may: for others of the caller's own, or for everybody else", async () => {
    const { send, outcomes } = callers({ running: 1, patience: 5 });
    await send("A1 A2");
    await send("B1 C1");
    expect(await outcomes()).toEqual(["A1", "A2 too many", "B1", "C1 busy"]);
  });

  test("makes room when whoever sent it has left", async () => {
    const { send, outcomes } = callers({ running: 1 });
    const client = new AbortController();
    await send("A1");
    await send("A2 A3 A4", client.signal);
    expect(await send("A5")).toEqual(["A5 too many"]);
    client.abort();
    expect(await send("A6")).toEqual(["A6 waits"]);
    expect(await send("A7", client.signal)).toEqual(["A7 gone"]);
    expect((await Promise.race([outcomes(), nextTurnOfLoop([])])).length).toBe(0);
  });
});

describe("the steps of an operation", () => {
  /** Asks for the steps at once; answers them in the order in which they were done, with each turn of the event loop between. */
  async function done(paces: Readonly<Record<string, Pace>>, steps: number): Promise<string[]> {
    const order: string[] = [];
    const asked = Object.entries(paces).flatMap(([name, pace]) =>
      Array.from({ length: steps }, async (_, at) => {
        await pace.step();
        order.push(`${name}${at + 1}`);
      }),
    );
    await Promise.all(asked);
    return order;
  }

  test("come one by one, those of operations that run together by turns", async () => {
    const alone = (): Pace => new Pace(startDeadline(60_000), () => false);
    expect(await done({ a: alone(), b: alone() }, 3)).toEqual(["a1", "b1", "a2", "b2", "a3", "b3"]);
  });

  test("let in what has come meanwhile, after each of them", async () => {
    const pace = new Pace(startDeadline(60_000), () => false);
    let others = 0;
    const seen: number[] = [];
    const other = (): void => void setImmediate(() => (others++, others < 10 && other()));
    other();
    await Promise.all([1, 2, 3].map(async () => (await pace.step(), seen.push(others))));
    expect(seen[0]).toBeLessThan(seen[1] ?? 0);
    expect(seen[1]).toBeLessThan(seen[2] ?? 0);
  });

  test("rest while others ask: whoever has less to do is done first, whoever came first", async () => {
    const order: string[] = [];
    const busy = (until = performance.now() + 3): void => {
      while (performance.now() < until);
    };
    const pace = new Pace(startDeadline(60_000), () => true);
    const dear = Promise.all([1, 2, 3].map(async (step) => (await pace.step(), busy(), order.push(`dear ${step}`))));
    const cheap = (async () => {
      for (let turn = 0; turn < 4; turn++) await nextTurnOfLoop();
      order.push("cheap");
    })();
    await Promise.all([dear, cheap]);
    expect(order.indexOf("cheap")).toBeLessThan(2);
  });

  test("are not begun once the operation's time is up, or its caller has left, however many were asked for", async () => {
    const deadline = startDeadline(60_000);
    const pace = new Pace(deadline, () => false);
    let done = 0;
    const step = async (): Promise<void> => {
      await pace.step();
      done++;
      if (done === 2) deadline.callerLeft();
    };
    const ended = await Promise.allSettled(Array.from({ length: 50 }, step));
    expect(done).toBe(2);
    expect(ended.slice(2).map((one) => one.status === "rejected" && (one.reason as ChildviewError).code)).toEqual(
      Array.from({ length: 48 }, () => "DEADLINE_PASSED"),
    );
  });
});
