import type { FastifyBaseLogger } from "fastify";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { errorCodes, saidToCallers } from "../service/errors.ts";
import { shortenedError } from "../service/graphql/bounds.ts";

/** Codes that are meant for the caller, with the message that came with them. */
const spoken = new Set<unknown>([
  ...saidToCallers,
  "ALIAS_REFUSED",
  "OPERATION_TOO_LARGE",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  // Said of a service that failed: in our words, and logged where its answer was read.
  "INTERNAL",
]);

/** What graphql-js and Apollo Server say when `maxTokens` or `maxRecursiveSelections` is passed; neither has a code of its own for it. */
const tooLarge = /more that? \d+ tokens|recursively requests too many selections/;

/**
 * The one place where errors are made fit for clients: a code of the closed list, a message that was written for them, and nothing of what lies
 * behind (service names, stack traces, SQL).
 */
export function createErrorFormatter(log: FastifyBaseLogger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (given, error) => {
    // What our own services say is bounded by what it is made of; what graphql-js says quotes the caller.
    const formatted = saidToCallers.has(String(given.extensions?.["code"])) ? given : shortenedError(given);
    const { locations, path } = formatted;
    const place = { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
    const code = tooLarge.test(formatted.message) ? "OPERATION_TOO_LARGE" : (ownCode(error) ?? formatted.extensions?.["code"]);
    if (code === "AGENCY_UNAVAILABLE" || code === "AUDIT_UNAVAILABLE")
      return { message: formatted.message, ...place, extensions: { code, agency: formatted.extensions?.["agency"] } };
    if (code === "WITHHELD") {
      const { serviceName: _service, ...refusal } = formatted.extensions ?? {};
      return { message: formatted.message, ...place, extensions: refusal };
    }
    if (spoken.has(code)) return { message: formatted.message, ...place, extensions: { code } };
    log.error({ err: error }, "an operation failed");
    return { message: errorCodes.INTERNAL.what, ...place, extensions: { code: "INTERNAL" } };
  };
}

// Apollo Server puts its own code on every validation error; the rule's own stays on the original.
function ownCode(error: unknown): unknown {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  return original instanceof GraphQLError ? original.extensions["code"] : undefined;
}
