import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { NewEntry } from "./audit.ts";
import type { Clock } from "./clock.ts";
import { type ErrorCode, errorCodes } from "./errors.ts";

/** An operation whose answer is to be recorded: by which id, in which trace, and in whose name. */
export interface RecordedOperation {
  readonly id: string;
  readonly trace: string;
  readonly person: string;
}

/** An answer that is about to leave. */
export interface LeavingAnswer {
  /** Its HTTP status. */
  readonly status: number;
  readonly payload: unknown;
}

/** What it takes to record the answers of a service. */
export interface AnswerRecording<O extends RecordedOperation> {
  /** Settles once the entries are stored for good; throws if they are not. */
  readonly append: (entries: readonly NewEntry[]) => Promise<void>;
  readonly clock: Clock;
  /** What is recorded of an answer before it leaves. */
  readonly entriesOf: (operation: O, answer: LeavingAnswer) => readonly NewEntry[];
  /** What is said in the place of an answer that could not be recorded. */
  readonly keptBackAs: (operation: O) => Extract<ErrorCode, "AUDIT_UNAVAILABLE" | "OUTCOME_UNKNOWN">;
}

/** How the operations of a service are opened, so that their answers are recorded. */
export interface RecordedAnswers<O extends RecordedOperation> {
  /** Says that this request is this operation: its answer leaves only once it is recorded. */
  open(request: FastifyRequest, operation: O): void;
  /** Does with a handler what is done with every answer, before the handler has ended: so whoever waits for the log waits within their turn. */
  within(handler: RouteHandlerMethod): RouteHandlerMethod;
}

/**
 * Records the answer of every operation that is opened of the routes of `app`. They leave in one place, here, on whichever way they come, and only once what there is to say of them is stored; else an error leaves instead, with
 * nothing of them. An answer that did not arrive is told afterwards, by an entry of its own, as far as the service still can.
 */
export function recordAnswers<O extends RecordedOperation>(app: FastifyInstance, recording: AnswerRecording<O>): RecordedAnswers<O> {
  const { append, clock, entriesOf, keptBackAs } = recording;
  const opened = new WeakMap<FastifyRequest, O>();

  /** What leaves in place of the payload. */
  const leaving = async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const operation = opened.get(request);
    if (operation === undefined) return payload;
    opened.delete(request);
    try {
      await append(entriesOf(operation, { status: reply.statusCode, payload }));
    } catch (cause) {
      request.log.error({ err: cause }, "an answer is kept back, since it cannot be recorded");
      return keptBack(reply, keptBackAs(operation));
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
    open: (request, operation) => void opened.set(request, operation),
    within: (handler) =>
      async function (request, reply) {
        return leaving(request, reply, await handler.call(this, request, reply));
      },
  };
}

function undelivered({ id, trace, person }: RecordedOperation, at: Date): NewEntry {
  return { kind: "undelivered", at, facts: { trace, operation: id }, personal: { person } };
}

function keptBack(reply: FastifyReply, code: ErrorCode): string {
  const { http, what, todo } = errorCodes[code];
  void reply.code(http).removeHeader("content-length").header("content-type", "application/json; charset=utf-8");
  return JSON.stringify({ errors: [{ message: `${what} ${todo}`, extensions: { code } }] });
}
