import { ChildviewError } from "../service/errors.ts";
import { jsonPart, strictBase64url } from "./base64url.ts";

/** The longest token that is read, in characters. A larger one is refused before anything is decoded. */
const longestToken = 8192;

/** The two JSON parts of a compact JWS. Nothing of them can be believed until the signature was verified. */
export interface CompactJws {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
}

/**
 * Splits a compact JWS (RFC 7515 §7.1) and decodes header and claims. Throws TOKEN_MALFORMED unless the text is three canonical base64url
 * parts and nothing else: no padding, no surrounding space, no second spelling of the same bytes. Does not verify the signature.
 */
export function readCompactJws(token: string): CompactJws {
  if (token.length > longestToken) throw malformed(`it is longer than ${longestToken} characters`);
  const parts = token.split(".");
  const [header, claims, signature] = parts;
  if (parts.length !== 3 || header === undefined || claims === undefined || signature === undefined)
    throw malformed("it has not three parts");
  for (const part of [header, claims, signature]) {
    if (strictBase64url(part) === undefined) throw malformed("a part of it is not strict base64url");
  }
  return { header: readJson(header, "header"), claims: readJson(claims, "claims") };
}

function readJson(part: string, what: string): Record<string, unknown> {
  const json = jsonPart(part);
  if (json === undefined) throw malformed(`its ${what} part is not a JSON object`);
  return json;
}

function malformed(detail: string): ChildviewError {
  return new ChildviewError("TOKEN_MALFORMED", `The access token cannot be read: ${detail}`);
}
