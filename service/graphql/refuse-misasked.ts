import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { GraphQLError } from "graphql";
import { problemsWithVariables } from "./refused-variables.ts";

/**
 * Refuses, before anything runs, an operation that the document does not have or that has variables which cannot be used: with a code and a short message, as the caller's mistake. What
 * executes the operation would find the same, but the gateway's library without a bound, and as a failure of its own.
 */
export function refuseMisasked<C extends BaseContext>(options: { readonly suggest: boolean }): ApolloServerPlugin<C> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation, request, schema }) => {
          if (operation === undefined) {
            const message = "The document has no such operation: name in `operationName` the one of its operations that is to run.";
            throw mistake("OPERATION_RESOLUTION_FAILURE", message);
          }
          const problems = problemsWithVariables({ schema, operation, variables: request.variables ?? {}, ...options });
          if (problems.length > 0) throw mistake("BAD_USER_INPUT", problems.join(" "));
          return Promise.resolve();
        },
      }),
  };
}

function mistake(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
