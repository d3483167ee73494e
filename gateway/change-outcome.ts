import { GraphQLError, Kind, OperationTypeNode, parse } from "graphql";
import { errorCodes } from "../service/errors.ts";
import type { SubgraphError } from "./placed-notices.ts";
import { type Fetch, responseKeys } from "./subgraph-answer.ts";

/** Why a fetch was not begun. */
export class NothingSent extends Error {}

/** Node's and undici's codes for a connection that was never made, so that nothing was sent over it. Those that a connection can break with as well are not among them. */
const neverConnected = new Set<unknown>(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** Whether a fetch asks for changes. What a plan reads after them is fetched apart. */
export function isChange({ query = "" }: Fetch): boolean {
  const operation = parse(query, { noLocation: true }).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation?.operation === OperationTypeNode.MUTATION;
}

/** What is said of each change of a fetch to which no answer came that can be used: only if nothing was sent is it known that it was not made. */
export function changeUnanswered(service: string, fetch: Fetch, cause: unknown): GraphQLError[] {
  const { AGENCY_UNAVAILABLE, OUTCOME_UNKNOWN } = errorCodes;
  return responseKeys(fetch).map((key) =>
    nothingSent(cause)
      ? new GraphQLError(`${AGENCY_UNAVAILABLE.what} The change was not made.`, {
          path: [key],
          extensions: { code: "AGENCY_UNAVAILABLE", agency: service },
        })
      : new GraphQLError(`${OUTCOME_UNKNOWN.what} ${OUTCOME_UNKNOWN.todo}`, { path: [key], extensions: { code: "OUTCOME_UNKNOWN" } }),
  );
}

/** A part for which a service had too little time is told like one of a service that does not answer. Of a change itself it stays: it says that nothing was stored. */
export function withoutDeadline(error: SubgraphError, fetch: Fetch): SubgraphError {
  if (error.extensions?.["code"] !== "DEADLINE_PASSED" || (error.path?.length === 1 && isChange(fetch))) return error;
  return { ...error, extensions: { code: "AGENCY_UNAVAILABLE" } };
}

function nothingSent(cause: unknown): boolean {
  if (cause instanceof NothingSent) return true;
  return typeof cause === "object" && cause !== null && "code" in cause && neverConnected.has(cause.code);
}
