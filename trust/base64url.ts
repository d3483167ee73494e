import { visit } from "jsonc-parser";
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

/** The JSON object that a part of a JWS holds; undefined as {@link strictJson} has it, or if it holds something else. */
export function jsonPart(text: string): Record<string, unknown> | undefined {
  return jsonObject.safeParse(strictJson(text)).data;
}

/**
 * What strict base64url of JSON in UTF-8 stands for; undefined if the text is not that, or if an object in it has two members of one name, of which each reader takes the one it likes
 * (RFC 7515 §4, RFC 7519 §4, RFC 9901 §7.1).
 */
function strictJson(text: string): unknown {
  const bytes = strictBase64url(text);
  if (bytes === undefined) return undefined;
  try {
    const json = utf8.decode(bytes);
    const value: unknown = JSON.parse(json);
    return namesATwin(json) ? undefined : value;
  } catch {
    return undefined;
  }
}

function namesATwin(json: string): boolean {
  const open: Set<string>[] = [];
  let found = false;
  visit(json, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectProperty: (name) => {
      found ||= open.at(-1)?.has(name) === true;
      open.at(-1)?.add(name);
    },
    onObjectEnd: () => void open.pop(),
  });
  return found;
}
