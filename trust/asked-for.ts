/**
 * The header in which a gateway tells the partnership, and nobody else, of which categories an operation asks. It decides nothing: what was looked at is told to families by it. Without it they are told what
 * could have been.
 */
export const askedForHeader = "childview-asked-for";

/** The most characters that are read: three times what all categories of the agreements have. */
const longest = 8_000;

/** The categories as the header has them. */
export function writeAskedFor(categories: ReadonlySet<string>): string {
  return [...categories].sort().join(",");
}

/**
 * What the header says; undefined where there is none, or one that cannot be right: too long, or with a name twice or that is no category's. Nothing is then believed of it. Whether it is true is not checked: the agencies' own logs show
 * what they were asked for.
 */
export function readAskedFor(header: string | string[] | undefined, known: ReadonlySet<string>): ReadonlySet<string> | undefined {
  if (typeof header !== "string" || header.length > longest) return undefined;
  const names = header === "" ? [] : header.split(",");
  const categories = new Set(names);
  return categories.size === names.length && names.every((name) => known.has(name)) ? categories : undefined;
}
