import { expect, test } from "@jest/globals";
import { type ExpectedView, expectedViews, type Fields } from "./expected-views.ts";
import { askForAll, viewOf } from "./whole-view.ts";

const flat = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([record, names]) => names.split(" ").map((name) => (record === "child" ? name : `${record}.${name}`)));

test.each(expectedViews)("$person of $child for $purpose: $promise", async ({ person, child, purpose, shown, inPart }: ExpectedView) => {
  const view = await viewOf(person, child, purpose);
  if (shown === null) {
    expect(view).toBeNull();
    return;
  }
  expect(view?.shown.split(" ").filter(Boolean)).toEqual(flat(shown));
  expect(view?.inPart.split(" ").filter(Boolean)).toEqual(flat(inPart));
});

test("whoever is refused a field is told why and what would change it, in words", async () => {
  const { withheld } = await askForAll("teacher", "CV-1001", "DIRECT_SUPPORT");
  expect(withheld.length).toBeGreaterThan(0);
  for (const entry of withheld) {
    expect(entry.category).toMatch(/^(child|education|health|social-care)\.[a-z-]+$/);
    expect(entry.remedy).toMatch(/\w+ \w+ \w+.*\.$/);
  }
});

test("a child out of reach reads, byte for byte, as a child who does not exist", async () => {
  const strangers = await Promise.all(
    ["CV-1001", "CV-1010", "CV-9999", "nonsense", "\u0000"].map((child) => askForAll("stranger", child, "DIRECT_SUPPORT")),
  );
  expect(new Set(strangers.map(({ text }) => text)).size).toBe(1);
});

test("the answer to the same question is the same, byte for byte, however the services race", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => askForAll("senco", "CV-1001", "DIRECT_SUPPORT")));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});
