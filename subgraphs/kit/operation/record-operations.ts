import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { NewEntry } from "../../../service/audit.ts";
import type { Clock } from "../../../service/clock.ts";
import { errorCodes } from "../../../service/errors.ts";
import { traceHeader, traceOf } from "../../../service/trace.ts";
import type { Asker } from "../guard/grant.ts";
import { Guard } from "../guard/guard.ts";
import { entriesOf, type EntryKind } from "./entries.ts";
import type { Operation } from "./operation.ts";

/** What it takes to record the operations of a service. */
export interface Recording {
  /** What its entries about a child are called. */
  readonly kind: EntryKind;
  /** Settles once the entries are stored for good; throws if they are not. */
  readonly append: (entries: readonly NewEntry[]) => Promise<void>;
  readonly clock: Clock;
}

/** How the operations of a service are opened and recorded. */
export interface RecordedOperations {
  /** Opens the operation that a request is, in the name of who asks. */
  open(request: FastifyRequest, asker: Asker): Operation;
  /** Does with a handler what is done with every answer, before the handler has ended: so whoever waits for the log waits within their turn. */
  within(handler: RouteHandlerMethod): RouteHandlerMethod;
}

/**
 * Records every operation of the routes of `app`. Their answers leave in one place, here, on whichever way they come, and only once it is stored what they release and refuse; else AUDIT_UNAVAILABLE leaves instead, with nothing of
 * them. An answer that did not arrive is told afterwards, by an entry of its own, as far as the service still can.
 */
export function recordOperations(app: FastifyInstance, { kind, append, clock }: Recording): RecordedOperations {
  const opened = new WeakMap<FastifyRequest, Operation>();

  /** What leaves in place of the payload. */
  const leaving = async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const operation = opened.get(request);
    if (operation === undefined) return payload;
    opened.delete(request);
    try {
      await append(entriesOf(kind, operation, reply.statusCode < 400 ? "answered" : "failed"));
    } catch (cause) {
      request.log.error({ err: cause }, "an answer is kept back, since it cannot be recorded");
      return keptBack(reply);
    }
    const closed = (): void => {
      if (reply.raw.writableFinished) return;
      append([undelivered(operation, clock())]).catch((cause: unknown) => request.log.error({ err: cause }, "an answer did not arrive"));
    };
    if (reply.raw.closed) closed();
    else reply.raw.once("close", closed);
    return payload;
  };

  app.addHook("onSend", leaving);
  return {
    open: (request, asker) => {
      const operation = { id: randomUUID(), trace: traceOf(request.headers[traceHeader]), asker, now: clock(), guard: new Guard() };
      opened.set(request, operation);
      return operation;
    },
    within: (handler) =>
      async function (request, reply) {
        return leaving(request, reply, await handler.call(this, request, reply));
      },
  };
}

function undelivered({ id, trace, asker }: Operation, at: Date): NewEntry {
  return { kind: "undelivered", at, facts: { trace, operation: id }, personal: { person: asker.person } };
}

function keptBack(reply: FastifyReply): string {
  const { http, what, todo } = errorCodes.AUDIT_UNAVAILABLE;
  void reply.code(http).removeHeader("content-length").header("content-type", "application/json; charset=utf-8");
  return JSON.stringify({ errors: [{ message: `${what} ${todo}`, extensions: { code: "AUDIT_UNAVAILABLE" } }] });
}
