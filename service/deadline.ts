import { setMaxListeners } from "node:events";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ChildviewError, errorCodes } from "./errors.ts";

/**
 * The header by which one service tells another how long it still waits for the answer: in milliseconds, one to eight digits. A duration and not a moment, since clocks differ; as `grpc-timeout` and
 * Envoy's `x-envoy-expected-rq-timeout-ms`, whose own name a proxy on the way would overwrite.
 */
export const timeLeftHeader = "childview-time-left-ms";

/** Until when an operation is worked for. */
export interface Deadline {
  /** Aborted, with DEADLINE_PASSED as the reason, once the time is up or the caller has left. */
  readonly signal: AbortSignal;
  /** Milliseconds until the time is up; 0 from then on. It does not say whether the caller is still there. */
  timeLeft(): number;
}

/** The deadline of a request. */
export interface RequestDeadline extends Deadline {
  /** The same without the caller: for a change, which is carried to its end once it was begun. Its signal tells only of the time. */
  readonly ofChange: Deadline;
  /** Says that nobody waits for the answer any more. */
  callerLeft(): void;
}

/** Starts one that passes in so many milliseconds. It does not keep the process alive. */
export function startDeadline(milliseconds: number): RequestDeadline {
  const ends = performance.now() + milliseconds;
  const timeLeft = (): number => Math.max(0, ends - performance.now());
  const [either, time] = [new AbortController(), new AbortController()];
  // Each fetch and statement of an operation that is under way listens, dozens at once; from eleven on Node would write of a leak to the log.
  setMaxListeners(0, either.signal, time.signal);
  setTimeout(() => {
    time.abort(new ChildviewError("DEADLINE_PASSED", ""));
    either.abort(time.signal.reason);
  }, milliseconds).unref();
  return {
    signal: either.signal,
    timeLeft,
    ofChange: { signal: time.signal, timeLeft },
    callerLeft: () => either.abort(new ChildviewError("DEADLINE_PASSED", "")),
  };
}

/** Throws DEADLINE_PASSED if nothing more is to be begun. Looks at the clock too: while the process is busy, the signal comes late. */
export function requireTime(deadline: Deadline): void {
  deadline.signal.throwIfAborted();
  if (deadline.timeLeft() === 0) throw new ChildviewError("DEADLINE_PASSED", "");
}

/** Settles as the work does, or throws DEADLINE_PASSED as soon as the deadline has passed; what becomes of the work then is for the caller. */
export async function untilDeadline<T>(work: Promise<T>, { signal }: Deadline): Promise<T> {
  signal.throwIfAborted();
  let giveUp = (): void => undefined;
  const passed = new Promise<never>((_resolve, reject) => {
    // The reason is always the error that this module made.
    giveUp = () => reject(signal.reason as ChildviewError);
    signal.addEventListener("abort", giveUp, { once: true });
  });
  try {
    return await Promise.race([work, passed]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

const told = z.string().regex(/^\d{1,8}$/);

/**
 * Gives every request to the routes of `app` a deadline, from the moment its head has arrived: after `longest` milliseconds, or sooner if the request says so; never later. It counts as passed as soon as
 * the connection is closed before the answer was sent. A request that says it in another form is refused with TIME_LEFT_INVALID: its caller would be worked for longer than it waits, and
 * never know. Answers the deadline of a request.
 */
export function keepDeadlines(app: FastifyInstance, longest: number): (request: FastifyRequest) => RequestDeadline {
  const kept = new WeakMap<FastifyRequest, RequestDeadline>();
  app.addHook("onRequest", async (request, reply) => {
    const said = told.optional().safeParse(request.headers[timeLeftHeader]);
    if (!said.success) {
      const { http, what, todo } = errorCodes.TIME_LEFT_INVALID;
      return reply.code(http).send({ errors: [{ message: `${what} ${todo}`, extensions: { code: "TIME_LEFT_INVALID" } }] });
    }
    const deadline = startDeadline(said.data === undefined ? longest : Math.min(longest, Number(said.data)));
    kept.set(request, deadline);
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) deadline.callerLeft();
    });
    return undefined;
  });
  return (request) => {
    const deadline = kept.get(request);
    if (deadline === undefined) throw new ChildviewError("INTERNAL", "a request came to a route without a deadline");
    return deadline;
  };
}
