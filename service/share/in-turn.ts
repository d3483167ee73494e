import { setTimeout as wait } from "node:timers/promises";
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { Deadline } from "../deadline.ts";
import { type ErrorCode, errorCodes } from "../errors.ts";
import type { NoTurn, Turns } from "./turns.ts";

/** What `Retry-After` says, in seconds. */
const retryAfter = 2;
/**
 * How long somebody has waited who is not held back though their time was up, in milliseconds. Sixteen of a caller wait at once, so that is some thirty refusals in a second, each of which took a place
 * for as long.
 */
const waitedLong = 500;
/** The most refusals that are held back at once. */
const mostHeld = 500;

/** What it takes to give the requests to a route their turn. */
export interface InTurn {
  readonly turns: Turns;
  /** Whose request it is, as one text for each caller. */
  readonly callerOf: (request: FastifyRequest) => string;
  readonly deadlineOf: (request: FastifyRequest) => Deadline;
}

/**
 * Answers each request when it is its caller's turn. One that gets none is answered with TOO_MANY_REQUESTS, SERVICE_BUSY, or, if its deadline passed while it waited, DEADLINE_PASSED; with `Retry-After`,
 * and a body in the shape of a GraphQL answer. A turn ends when the handler has ended, and not when the caller leaves: what they no longer wait for still takes its share.
 */
export function inTurn({ turns, callerOf, deadlineOf }: InTurn, handler: RouteHandlerMethod): RouteHandlerMethod {
  let held = 0;
  const hold = async (request: FastifyRequest, milliseconds: number): Promise<void> => {
    if (held >= mostHeld) return;
    held++;
    // Nobody reads it any more.
    request.body = undefined;
    await wait(milliseconds, undefined, { ref: false });
    held--;
  };
  return async function (request, reply) {
    const came = performance.now();
    const turn = await turns.take(callerOf(request), deadlineOf(request).signal);
    if (typeof turn === "string") {
      // Who does not heed `Retry-After` but comes again at once would have the process do nothing but refuse them, hundreds of times a second: to verify a token takes longer than to refuse. So would
      // who says that there is no time left, hence the deadline cuts nothing short here. Whoever waited for others, or as long, is not held back; nor is whoever had some time to wait until it
      // was up: they still listen for a moment, and a gateway that is not told within it can only say that nobody knows what became of a change.
      const waited = performance.now() - came;
      const early = retryAfter * 1000 - waited;
      const atOnce = turn === "busy" || (turn === "gone" && waited >= waitedLong);
      if (!atOnce && early > 0 && !reply.raw.destroyed) await hold(request, early);
      return refuse(reply, turn);
    }
    try {
      return await handler.call(this, request, reply);
    } finally {
      turn();
    }
  };
}

const codes: Readonly<Record<NoTurn, ErrorCode>> = { "too many": "TOO_MANY_REQUESTS", busy: "SERVICE_BUSY", gone: "DEADLINE_PASSED" };

function refuse(reply: FastifyReply, why: NoTurn): FastifyReply {
  const code = codes[why];
  const { http, what, todo } = errorCodes[code];
  return reply
    .code(http)
    .headers({ "retry-after": retryAfter, "cache-control": "no-store" })
    .send({ errors: [{ message: `${what} Nothing of it was begun. ${todo}`, extensions: { code } }] });
}
