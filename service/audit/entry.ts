import { createHash, randomBytes } from "node:crypto";
import { canonical, type Json } from "./canonical.ts";

/** Something that happened, as whoever records it hands it in. */
export interface NewEntry {
  /** What kind of thing happened. Letters and hyphens. */
  readonly kind: string;
  readonly at: Date;
  /** What stands in the log for ever, in plain. Nothing about a person. */
  readonly facts: Readonly<Record<string, Json>>;
  /** What is about a person, by field: who asked, which child, a reason's words. Each can be erased, or shown, without the others. */
  readonly personal: Readonly<Record<string, Json>>;
}

/** An entry as it is kept: the text that is hashed and never changes, and beside it the values that can be erased. */
export interface SealedEntry {
  /** `{"at","commitments","facts","kind"}` by RFC 8785. */
  readonly text: string;
  readonly values: readonly SealedValue[];
}

/** A value that an entry commits to. */
export interface SealedValue {
  readonly field: string;
  readonly salt: Buffer;
  /** The value by RFC 8785. */
  readonly value: string;
}

/** The most characters of an entry with its values, so that whoever reads a log line by line knows how long a line can be. */
const longest = 256 * 1024;
const saltBytes = 32;
/** Tells these hashes from every other use of SHA-256. */
const domain = Buffer.from("childview audit commitment v1\n", "ascii");

/** Makes of what happened an entry that can be kept. Throws TypeError for what RFC 8785 cannot write, for names that are none, and for an entry of more than 256 Ki characters. */
export function seal({ kind, at, facts, personal }: NewEntry): SealedEntry {
  const fields = Object.keys(personal).sort();
  if (!/^[a-z][a-z-]*$/.test(kind) || !fields.every((field) => /^[A-Za-z]+$/.test(field)))
    throw new TypeError("a kind is of small letters and hyphens, a field of letters");
  const salts = randomBytes(saltBytes * fields.length);
  const values = fields.map((field, place) => ({
    field,
    salt: salts.subarray(place * saltBytes, (place + 1) * saltBytes),
    value: canonical(personal[field] as Json),
  }));
  const commitments = Object.fromEntries(values.map(({ field, salt, value }) => [field, commitment(field, salt, value)]));
  const text = canonical({ kind, at: at.toISOString(), facts, commitments });
  if (values.reduce((length, { value }) => length + value.length, text.length) > longest)
    throw new TypeError("an entry and its values have 256 Ki characters at most");
  return { text, values };
}

/**
 * SHA-256 over the domain, the salt and RFC 8785's text of `[field, value]`, in base64. It binds the field's name and the value; the entry in which it stands binds it to the entry. Whoever has the salt can be shown the
 * value; without it nobody can try values out, and two commitments to the same value have nothing in common.
 */
function commitment(field: string, salt: Buffer, value: string): string {
  return createHash("sha256").update(domain).update(salt).update(`["${field}",${value}]`, "utf8").digest("base64");
}
