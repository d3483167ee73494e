import { z } from "zod";

const jsonObject = z.record(z.string(), z.unknown());
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes base64url as JOSE writes it (RFC 7515 §2); undefined unless the text is the one way to write those bytes: no padding, no space, no bits to spare in the
 * last character (RFC 4648 §3.5).
 */
export function strictBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  // Buffer skips what it does not know. Only if the bytes give the same text again was there one way to write them.
  return text !== "" && bytes.toString("base64url") === text ? bytes : undefined;
}

/** The JSON object that a part of a JWS holds; undefined if it holds none, or is not strict base64url of UTF-8. */
export function jsonPart(text: string): Record<string, unknown> | undefined {
  const bytes = strictBase64url(text);
  return bytes === undefined ? undefined : jsonObject.safeParse(parsed(bytes)).data;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}
