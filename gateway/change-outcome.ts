import { Kind, OperationTypeNode, parse } from "graphql";
import { errorCodes } from "../service/errors.ts";
import type { Confined } from "./confining/confine.ts";
import type { Fetch } from "./confining/fetches.ts";

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
export function changeUnanswered({ data, errors, failed }: Confined, cause: unknown): Confined {
  const { AGENCY_UNAVAILABLE, OUTCOME_UNKNOWN } = errorCodes;
  const sent = !nothingSent(cause);
  const said = errors.map((error) =>
    sent
      ? { ...error, message: `${OUTCOME_UNKNOWN.what} ${OUTCOME_UNKNOWN.todo}`, extensions: { code: "OUTCOME_UNKNOWN" } }
      : { ...error, message: `${AGENCY_UNAVAILABLE.what} The change was not made.` },
  );
  return { data, errors: said, failed };
}

function nothingSent(cause: unknown): boolean {
  if (cause instanceof NothingSent) return true;
  return typeof cause === "object" && cause !== null && "code" in cause && neverConnected.has(cause.code);
}
