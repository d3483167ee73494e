/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one text of a JSON value by RFC 8785 (JCS), so that everybody who hashes it hashes the same bytes: no white space, names in the order of their UTF-16 code units, numbers as ECMAScript writes them. Throws
 * TypeError for what RFC 8785 or JSON has no text for: numbers that are not finite, halves of a surrogate pair, `undefined`, and objects that are more than plain data, such as dates.
 */
export function canonical(value: Json): string {
  if (typeof value === "string") return textOf(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberOf(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  // Of the types only plain objects are left, but nothing keeps a caller from handing on what was read elsewhere.
  if (Object.prototype.toString.call(value) !== "[object Object]") throw new TypeError("RFC 8785 has no text for what is not plain data");
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${textOf(name)}:${canonical(value[name] as Json)}`).join(",")}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

// RFC 8785 §3.2.2.3 takes ECMAScript's way to write numbers, and its JSON.stringify writes -0 as 0.
function numberOf(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError("RFC 8785 has no text for a number that is not finite");
  return JSON.stringify(value);
}

// ECMAScript escapes as §3.2.2.2 asks, but for halves of a pair, which it writes as escapes and RFC 8785 refuses.
function textOf(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError("RFC 8785 has no text for half of a surrogate pair");
  return JSON.stringify(value);
}
