import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import Fastify from "fastify";
import { type Deadline, keepDeadlines, requireTime, startDeadline, timeLeftHeader, untilDeadline } from "../../service/deadline.ts";

const app = Fastify();
const bound = 5_000;
let seen: Deadline[] = [];

beforeAll(async () => {
  const deadlineOf = keepDeadlines(app, bound);
  app.get("/", (request) => {
    seen.push(deadlineOf(request));
    return {};
  });
  await app.ready();
});
afterAll(() => app.close());

async function ask(told?: string): Promise<{ status: number; text: string; deadlines: Deadline[] }> {
  seen = [];
  const { statusCode, body } = await app.inject({ url: "/", headers: told === undefined ? {} : { [timeLeftHeader]: told } });
  return { status: statusCode, text: body, deadlines: seen };
}

describe("how long a service works for a request", () => {
  test("is its own bound where the request says nothing, and no longer if the request says more", async () => {
    for (const told of [undefined, "5001", "99999999"]) {
      const { status, deadlines } = await ask(told);
      expect(status).toBe(200);
      expect(deadlines[0]?.timeLeft()).toBeGreaterThan(0);
      expect(deadlines[0]?.timeLeft()).toBeLessThanOrEqual(bound);
    }
  });

  test("is what the request says if that is less", async () => {
    const { deadlines } = await ask("40");
    expect(deadlines[0]?.timeLeft()).toBeLessThanOrEqual(40);
  });

  test.each(["", "-1", "1.5", "1e3", "5s", "infinity", "123456789", "40, 50", "0x10", "٤"])(
    "is not guessed from %p: the request is refused, and nothing is done for it",
    async (told) => {
      const { status, text, deadlines } = await ask(told);
      expect([status, deadlines]).toEqual([400, []]);
      expect(JSON.parse(text)).toEqual({
        errors: [{ message: expect.stringContaining(timeLeftHeader), extensions: { code: "TIME_LEFT_INVALID" } }],
      });
    },
  );
});

describe("a deadline", () => {
  const passed = { code: "DEADLINE_PASSED" };

  test("that has passed lets nothing begin, and ends what is waited for", async () => {
    const deadline = startDeadline(20);
    expect(() => requireTime(deadline)).not.toThrow();
    await expect(untilDeadline(new Promise(() => undefined), deadline)).rejects.toMatchObject(passed);
    expect(() => requireTime(deadline)).toThrow(expect.objectContaining(passed));
    expect([deadline.timeLeft(), deadline.signal.aborted, deadline.ofChange.signal.aborted]).toEqual([0, true, true]);
    await expect(untilDeadline(Promise.resolve("done"), deadline)).rejects.toMatchObject(passed);
  });

  test("is listened to by as many as an operation has under way, and nobody is warned of a leak", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    const deadline = startDeadline(60_000);
    await Promise.all(Array.from({ length: 40 }, () => untilDeadline(new Promise((done) => setImmediate(done)), deadline)));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  test("counts as passed once the caller has left, but for a change that was begun", async () => {
    const deadline = startDeadline(60_000);
    deadline.callerLeft();
    expect(() => requireTime(deadline)).toThrow(expect.objectContaining(passed));
    expect(() => requireTime(deadline.ofChange)).not.toThrow();
    expect(await untilDeadline(Promise.resolve("done"), deadline.ofChange)).toBe("done");
  });

  test("has passed by the clock even while the process was too busy for its signal", () => {
    const deadline = startDeadline(5);
    while (deadline.timeLeft() > 0);
    expect(deadline.signal.aborted).toBe(false);
    expect(() => requireTime(deadline)).toThrow(expect.objectContaining(passed));
  });
});
