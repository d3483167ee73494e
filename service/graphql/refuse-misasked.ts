import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { GraphQLError } from "graphql";
import { type Bounded, holdToBounds } from "./bound-operation.ts";
import { problemsWithVariables } from "./refused-variables.ts";

/**
 * Refuses, before anything runs, an operation that the document does not have, that has variables which cannot be used, or that is past a bound: with a code and a short message, as the caller's
 * mistake. What executes the operation would find the first two as well, but the gateway's library without a bound, and as a failure of its own.
 */
export function refuseMisasked<C extends BaseContext>(options: {
  readonly suggest: boolean;
  readonly bounded: Bounded;
}): ApolloServerPlugin<C> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation, operationName, request, schema, document }) => {
          if (operation === undefined) {
            const message = "The document has no such operation: name in `operationName` the one of its operations that is to run.";
            throw mistake("OPERATION_RESOLUTION_FAILURE", message);
          }
          const variables = request.variables ?? {};
          const problems = problemsWithVariables({ schema, operation, variables, suggest: options.suggest });
          if (problems.length > 0) throw mistake("BAD_USER_INPUT", problems.join(" "));
          holdToBounds(operation, { schema, document, operationName: operationName ?? undefined, variables }, options.bounded);
          return Promise.resolve();
        },
      }),
  };
}

function mistake(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
