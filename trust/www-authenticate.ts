import type { ChildviewError } from "../service/errors.ts";

const challenge = 'Bearer realm="childview"';

/**
 * The value of the `WWW-Authenticate` header that belongs to a refusal (RFC 6750 §3): the bare challenge when there was no token,
 * `invalid_token` for any other 401, `insufficient_scope` for a 403. Undefined for every other status, which has no such header.
 */
export function wwwAuthenticate(error: ChildviewError): string | undefined {
  if (error.code === "TOKEN_MISSING") return challenge;
  if (error.http === 401) return `${challenge}, error="invalid_token", error_description="${description(error)}"`;
  if (error.http === 403) return `${challenge}, error="insufficient_scope", error_description="${description(error)}"`;
  return undefined;
}

/** RFC 6750 §3 allows printable ASCII only, without the double quote and the backslash. */
function description(error: ChildviewError): string {
  return error.message.replace(/"/g, "'").replace(/[^\x20-\x7e]|\\/g, "?");
}
