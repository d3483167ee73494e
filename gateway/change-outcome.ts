import { errorCodes } from "../service/errors.ts";
import type { Confined } from "./confining/confine.ts";

/** Why a fetch was not begun. */
export class NothingSent extends Error {}

/** Node's and undici's codes for a connection that was never made, so that nothing was sent over it. Those that a connection can break with as well are not among them. */
const neverConnected = new Set<unknown>(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** What is said where a service did not answer. Of a change whose outcome would be unknown it is known that it was not made, if nothing was sent. Everything else stays. */
export function knownByCause(nothing: Confined, cause: unknown, service: string): Confined {
  if (!nothingSent(cause)) return nothing;
  const message = `${errorCodes.AGENCY_UNAVAILABLE.what} The change was not made.`;
  const extensions = { code: "AGENCY_UNAVAILABLE", agency: service };
  return {
    ...nothing,
    errors: nothing.errors.map((error) => (error.extensions["code"] === "OUTCOME_UNKNOWN" ? { ...error, message, extensions } : error)),
  };
}

function nothingSent(cause: unknown): boolean {
  if (cause instanceof NothingSent) return true;
  return typeof cause === "object" && cause !== null && "code" in cause && neverConnected.has(cause.code);
}
