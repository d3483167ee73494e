import { errorCodes } from "../service/errors.ts";
import type { Confined } from "./confining/confine.ts";
import { KeptBack } from "./confining/create-confining.ts";
import type { Said } from "./confining/said.ts";

/** Why a fetch was not begun. */
export class NothingSent extends Error {}

/** Node's and undici's codes for a connection that was never made, so that nothing was sent over it. Those that a connection can break with as well are not among them. */
const neverConnected = new Set<unknown>(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/**
 * What is said where a service did not answer. Of a change whose outcome would be unknown it is known that it was not made, if nothing was sent; and where something was read that could not be recorded,
 * that is said. Everything else stays.
 */
export function knownByCause(nothing: Confined, cause: unknown, service: string): Confined {
  if (cause instanceof KeptBack) return { ...nothing, errors: nothing.errors.map((error) => notRecorded(error, service)) };
  if (!nothingSent(cause)) return nothing;
  const message = `${errorCodes.AGENCY_UNAVAILABLE.what} The change was not made.`;
  const extensions = { code: "AGENCY_UNAVAILABLE", agency: service };
  return {
    ...nothing,
    errors: nothing.errors.map((error) => (error.extensions["code"] === "OUTCOME_UNKNOWN" ? { ...error, message, extensions } : error)),
  };
}

function notRecorded(error: Said, service: string): Said {
  if (error.extensions["code"] !== "AGENCY_UNAVAILABLE") return error;
  return { ...error, message: errorCodes.AUDIT_UNAVAILABLE.what, extensions: { code: "AUDIT_UNAVAILABLE", agency: service } };
}

function nothingSent(cause: unknown): boolean {
  if (cause instanceof NothingSent) return true;
  return typeof cause === "object" && cause !== null && "code" in cause && neverConnected.has(cause.code);
}
