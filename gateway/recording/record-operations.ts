import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from "fastify";
import { type AnswerRecording, recordAnswers } from "../../service/record-answers.ts";
import { principalOf } from "../../trust/require-access-token.ts";
import { entryOf, type GatewayOperation, type Learning, type Learnt, newOperation } from "./recorded-operation.ts";

/** How the gateway's operations are opened and recorded. */
export interface RecordedOperations {
  /** Opens the operation that a request is: its trace, and what takes in what becomes known of it. */
  open(request: FastifyRequest): Learning & { readonly trace: string };
  /** Does with a handler what is done with every answer, before the handler has ended. */
  within(handler: RouteHandlerMethod): RouteHandlerMethod;
}

/** Records every operation of the routes of `app`, before its answer leaves. What cannot be recorded is kept back: as OUTCOME_UNKNOWN if it may have changed something, else as AUDIT_UNAVAILABLE. */
export function recordOperations(
  app: FastifyInstance,
  { append, clock }: Pick<AnswerRecording<never>, "append" | "clock">,
): RecordedOperations {
  const learnt = new WeakMap<GatewayOperation, Learnt>();
  const known = (operation: GatewayOperation): GatewayOperation => ({ ...operation, ...learnt.get(operation) });
  const answers = recordAnswers<GatewayOperation>(app, {
    append,
    clock,
    entriesOf: (operation, answer) => [entryOf(known(operation), answer)],
    keptBackAs: (operation) => {
      const { type, begun } = known(operation);
      return begun && type !== "query" ? "OUTCOME_UNKNOWN" : "AUDIT_UNAVAILABLE";
    },
  });
  return {
    open: (request) => {
      const operation = newOperation(principalOf(request), clock());
      answers.open(request, operation);
      return {
        trace: operation.trace,
        learn: (more) => void learnt.set(operation, { ...learnt.get(operation), ...more }),
      };
    },
    within: (handler) => answers.within(handler),
  };
}
