import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readExamples } from "../../gateway/graphiql/examples.ts";
import { ask } from "./ask.ts";

test.each(readExamples().map(({ title, query }) => [title, query]))("the example “%s” in GraphiQL is answered", async (title, query) => {
  const [, first = ""] = /\(try: ([a-z-]+)/.exec(title) ?? [];
  const answer = await ask(first, query);
  expect(answer.errors).toBeUndefined();
});

test("the README's first query gives, byte for byte, the answer that the README shows", async () => {
  const { query } = JSON.parse(readFileSync("docs/first-query.json", "utf8")) as { query: string };
  const shown = /```json\n(\{\n.*?\n\})\n```/s.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
  const { text } = await ask("senco", query);
  expect(JSON.parse(text)).toEqual(JSON.parse(shown));
});

test("the officer's query in the schema tour gives the answer that the tour shows", async () => {
  const [, section = ""] = readFileSync("docs/schema-tour.md", "utf8").split("## As an information governance officer");
  const [, query = ""] = /```graphql\n(query [^]*?)```/.exec(section) ?? [];
  const [, shown = ""] = /```json\n([^]*?)```/.exec(section) ?? [];
  const { data, errors } = await ask("ig-officer", query);
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(shown));
});
