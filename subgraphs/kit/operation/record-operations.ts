import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from "fastify";
import { type AnswerRecording, recordAnswers } from "../../../service/record-answers.ts";
import { traceHeader, traceOf } from "../../../service/trace.ts";
import type { Asker } from "../guard/grant.ts";
import { Guard } from "../guard/guard.ts";
import { entriesOf, type EntryKind } from "./entries.ts";
import type { Operation } from "./operation.ts";

/** What it takes to record the operations of a subgraph. */
export interface Recording extends Pick<AnswerRecording<never>, "append" | "clock"> {
  /** What its entries about a child are called. */
  readonly kind: EntryKind;
}

/** How the operations of a subgraph are opened and recorded. */
export interface RecordedOperations {
  /** Opens the operation that a request is, in the name of who asks. */
  open(request: FastifyRequest, asker: Asker): Operation;
  /** Does with a handler what is done with every answer, before the handler has ended: so whoever waits for the log waits within their turn. */
  within(handler: RouteHandlerMethod): RouteHandlerMethod;
}

/**
 * Records every operation of the routes of `app`: its answer leaves only once it is stored what it releases and refuses; else AUDIT_UNAVAILABLE leaves instead, with nothing of it.
 */
export function recordOperations(app: FastifyInstance, { kind, append, clock }: Recording): RecordedOperations {
  const answers = recordAnswers<Operation & { readonly person: string }>(app, {
    append,
    clock,
    entriesOf: (operation, { status }) => entriesOf(kind, operation, status < 400 ? "answered" : "failed"),
    // Of a change the gateway says that its outcome is unknown.
    keptBackAs: () => "AUDIT_UNAVAILABLE",
  });
  return {
    open: (request, asker) => {
      const operation = { id: randomUUID(), trace: traceOf(request.headers[traceHeader]), asker, now: clock(), guard: new Guard() };
      answers.open(request, { ...operation, person: asker.person });
      return operation;
    },
    within: (handler) => answers.within(handler),
  };
}
