import { z } from "zod";
import { ChildviewError } from "../service/errors.ts";

/** The longest token that is read, in characters. A larger one is refused before anything is decoded. */
const longestToken = 8192;

const jsonObject = z.record(z.string(), z.unknown());
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

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
  decode(signature);
  return { header: readJson(header, "header"), claims: readJson(claims, "claims") };
}

function readJson(part: string, what: string): Record<string, unknown> {
  const result = jsonObject.safeParse(parseJson(decode(part)));
  if (!result.success) throw malformed(`its ${what} part is not a JSON object`);
  return result.data;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

function decode(part: string): Buffer {
  const bytes = Buffer.from(part, "base64url");
  // Buffer skips what it does not know. Only if the bytes give the same text again was there one way to write them (RFC 4648 §3.5).
  if (part === "" || bytes.toString("base64url") !== part) throw malformed("a part of it is not strict base64url");
  return bytes;
}

function malformed(detail: string): ChildviewError {
  return new ChildviewError("TOKEN_MALFORMED", `The access token cannot be read: ${detail}`);
}
