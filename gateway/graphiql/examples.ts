import { readFileSync } from "node:fs";

/** An example for the page's menu: a title, and the text of a query with its comments. */
export interface Example {
  readonly title: string;
  readonly query: string;
}

/** Reads the examples beside this file: each begins at a line `#: title`. Does not check them against the schema. */
export function readExamples(): Example[] {
  const text = readFileSync(new URL("./examples.graphql", import.meta.url), "utf8");
  return text
    .split(/^#: /m)
    .filter((section) => section.trim() !== "")
    .map((section) => {
      const end = section.indexOf("\n");
      return { title: section.slice(0, end).trim(), query: `${section.slice(end).trim()}\n` };
    });
}
