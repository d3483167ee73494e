import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readExamples } from "../../gateway/graphiql/examples.ts";
import { ask } from "./ask.ts";

test.each(readExamples().map(({ title, query }) => [title, query]))("the example “%s” in GraphiQL is answered", async (_title, query) => {
  const answer = await ask("lead", query);
  expect(answer.errors).toBeUndefined();
});

test("the README's first query gives, byte for byte, the answer that the README shows", async () => {
  const { query } = JSON.parse(readFileSync("docs/first-query.json", "utf8")) as { query: string };
  const shown = /```json\n(\{\n.*?\n\})\n```/s.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
  const { text } = await ask("senco", query);
  expect(JSON.parse(text)).toEqual(JSON.parse(shown));
});
