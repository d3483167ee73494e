import type { ApolloServerPlugin } from "@apollo/server";
import { codesIn, type Learning, named } from "./recorded-operation.ts";

/** Learns of each operation what its entry in the audit says of it. Has to stand behind what changes the errors of an answer, and before what refuses operations. */
export function learnOperation(): ApolloServerPlugin<Learning> {
  return {
    requestDidStart: ({ request, contextValue: { learn } }) => {
      learn(named(request.query, request.operationName));
      return Promise.resolve({
        didResolveOperation: ({ operation, operationName, request: { query } }) => {
          learn({ ...named(query, operationName), type: operation?.operation ?? null });
          return Promise.resolve();
        },
        executionDidStart: () => {
          learn({ begun: true });
          return Promise.resolve();
        },
        willSendResponse: ({ response: { body } }) => {
          if (body.kind === "single") learn({ codes: codesIn(body.singleResult) });
          return Promise.resolve();
        },
      });
    },
  };
}
