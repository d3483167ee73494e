import { setTimeout as wait } from "node:timers/promises";
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { boundErrorCodes } from "../bound-errors.ts";
import type { NoTurn, Turns } from "./turns.ts";

/** What `Retry-After` says, in seconds. */
const retryAfter = 2;
/** The most refusals that are held back at once. */
const mostHeld = 500;

/**
 * Answers each request when it is its caller's turn. One that gets none is answered with TOO_MANY_REQUESTS or SERVICE_BUSY, `Retry-After`, and a body in the shape of a GraphQL answer. A turn ends when
 * the handler has ended, and not when the caller leaves: what they no longer wait for still takes its share.
 */
export function inTurn(turns: Turns, callerOf: (request: FastifyRequest) => string, handler: RouteHandlerMethod): RouteHandlerMethod {
  let held = 0;
  const hold = async (request: FastifyRequest): Promise<void> => {
    if (held >= mostHeld) return;
    held++;
    // Nobody reads it any more.
    request.body = undefined;
    await wait(retryAfter * 1000, undefined, { ref: false });
    held--;
  };
  return async function (request, reply) {
    const turn = await turns.take(callerOf(request), whenGone(reply));
    if (typeof turn === "string") {
      // Who does not heed `Retry-After` but comes again at once would have the process do nothing but refuse them, hundreds of times a second: to verify a token takes longer than to refuse.
      if (turn === "too many") await hold(request);
      return refuse(reply, turn);
    }
    try {
      return await handler.call(this, request, reply);
    } finally {
      turn();
    }
  };
}

function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  return gone.signal;
}

function refuse(reply: FastifyReply, why: NoTurn): FastifyReply {
  const code = why === "busy" ? "SERVICE_BUSY" : "TOO_MANY_REQUESTS";
  const { http, what, todo } = boundErrorCodes[code];
  return reply
    .code(http)
    .headers({ "retry-after": retryAfter, "cache-control": "no-store" })
    .send({ errors: [{ message: `${what} ${todo}`, extensions: { code } }] });
}
