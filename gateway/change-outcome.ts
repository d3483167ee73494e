import { z } from "zod";
import { boundErrorCodes } from "../service/bound-errors.ts";
import { type ErrorCode, errorCodes } from "../service/errors.ts";
import type { Confined } from "./confining/confine.ts";
import type { Said } from "./confining/said.ts";

/** Nothing was begun of a fetch: it was not sent, or the service refused it before it looked at what is asked; then `code` is what the caller can be told of that, if anything. */
export class NothingBegun extends Error {
  readonly code: ErrorCode | undefined;

  constructor(message: string, code?: ErrorCode) {
    super(message);
    this.code = code;
  }
}

/** The service keeps its answer back, since it cannot record it. What was asked may have been done. */
class KeptBack extends Error {}

/** Node's and undici's codes for a connection that was never made, so that nothing was sent over it. Those that a connection can break with as well are not among them. */
const neverConnected = new Set<unknown>(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

// How a service says that there was no turn for a request, or that it is past a bound: the caller can ask again, or for less.
const toldOn: ReadonlySet<string> = new Set([...Object.keys(boundErrorCodes), "DEADLINE_PASSED"]);
// How it says that it does not take the access token, or cannot tell. The gateway took the same one, so that is for the two to settle, and to ask again.
const notTaken: ReadonlySet<string> = new Set<ErrorCode>([
  "TOKEN_MISSING",
  "TOKEN_MALFORMED",
  "TOKEN_FOREIGN",
  "TOKEN_INVALID",
  "TOKEN_EXPIRED",
  "ROLE_NOT_ASSERTABLE",
  "ISSUER_UNAVAILABLE",
]);

/** A refusal has one sentence. */
const longestRefusal = 10_000;

const refusal = z.object({
  // GraphQL: without data, nothing was executed. A change that failed leaves its field null.
  data: z.undefined().optional(),
  errors: z.tuple([z.object({ extensions: z.object({ code: z.string() }) })]),
});

/**
 * Throws KeptBack if a service says that it cannot record its answer, and NothingBegun if what it answered says that it did not begin with what was asked. Only our own codes say that: an error without data can also be a proxy's that stands between, and knows
 * nothing of what came of the request.
 */
export function requireBegun(status: number, answer: string): void {
  if (status < 400 || answer.length > longestRefusal) return;
  const code = codeOf(answer);
  if (code === "AUDIT_UNAVAILABLE") throw new KeptBack("the service cannot record its answer");
  if (code === undefined || !(toldOn.has(code) || notTaken.has(code))) return;
  throw new NothingBegun(`the service refused the request with ${code}`, toldOn.has(code) ? (code as ErrorCode) : undefined);
}

function codeOf(answer: string): string | undefined {
  try {
    return refusal.safeParse(JSON.parse(answer)).data?.errors[0].extensions.code;
  } catch {
    return undefined;
  }
}

/**
 * What is said where a service did not answer. Of a change whose outcome would be unknown it is known that it was not made, if nothing was begun; and where something was read that could not be recorded, that is said.
 * Everything else stays.
 */
export function knownByCause(nothing: Confined, cause: unknown, service: string): Confined {
  if (cause instanceof KeptBack) return { ...nothing, errors: nothing.errors.map((error) => notRecorded(error, service)) };
  if (!nothingBegun(cause)) return nothing;
  const code = cause instanceof NothingBegun ? cause.code : undefined;
  const known = code === undefined ? notMade(service) : notBegun(code);
  return {
    ...nothing,
    errors: nothing.errors.map((error) => (error.extensions["code"] === "OUTCOME_UNKNOWN" ? { ...error, ...known } : error)),
  };
}

function notRecorded(error: Said, service: string): Said {
  if (error.extensions["code"] !== "AGENCY_UNAVAILABLE") return error;
  return { ...error, message: errorCodes.AUDIT_UNAVAILABLE.what, extensions: { code: "AUDIT_UNAVAILABLE", agency: service } };
}

function notMade(service: string) {
  const message = `${errorCodes.AGENCY_UNAVAILABLE.what} The change was not made.`;
  return { message, extensions: { code: "AGENCY_UNAVAILABLE", agency: service } };
}

function notBegun(code: ErrorCode) {
  const { what, todo } = errorCodes[code];
  return { message: `${what} The change was not begun. ${todo}`, extensions: { code } };
}

function nothingBegun(cause: unknown): boolean {
  if (cause instanceof NothingBegun) return true;
  return typeof cause === "object" && cause !== null && "code" in cause && neverConnected.has(cause.code);
}
