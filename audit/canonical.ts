/** What JSON.parse answers, as far as it is an object. */
export type Members = Readonly<Record<string, unknown>>;

/** The text of what JSON.parse answered, by RFC 8785. Throws for halves of surrogate pairs and numbers too large for a double, which have none. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (isMembers(value)) {
    let text = "";
    for (const name of Object.keys(value).sort()) text += `${text === "" ? "" : ","}${scalarText(name)}:${canonicalText(value[name])}`;
    return `{${text}}`;
  }
  return scalarText(value);
}

/** Whether it is an object with members, and no list. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function scalarText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined || (text === "null" && value !== null)) throw new Error("a number is too large");
  // JSON.stringify writes such a half as an escape; nobody else's text has one, since RFC 8785 escapes control characters alone.
  if (typeof value === "string" && text.includes("\\ud") && /\p{Surrogate}/u.test(value)) throw new Error("half of a surrogate pair");
  return text;
}
