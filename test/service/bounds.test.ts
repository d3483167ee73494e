import { expect, test } from "@jest/globals";
import { boundedJson, largestAnswer, shortenedError } from "../../service/graphql/bounds.ts";

test("an answer is sent as it is up to its bound, and above it nothing of it, but what was wrong", () => {
  expect(boundedJson({ data: { child: null } })).toBe('{"data":{"child":null}}\n');
  const text = boundedJson({ data: { child: "x".repeat(largestAnswer) } });
  expect(text.length).toBeLessThan(500);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "OPERATION_TOO_LARGE" } }] });
});

test("an error is said as far as it helps: some words, and some places of the document", () => {
  const locations = Array.from({ length: 100 }, (_, line) => ({ line, column: 1 }));
  const { message, locations: places = [] } = shortenedError({ message: "m".repeat(10_000), locations });
  expect([message.length, places.length]).toEqual([301, 3]);
});
