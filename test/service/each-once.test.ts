import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { eachOnce } from "../../service/graphql/each-once.ts";
import { gathered, type Place } from "../../service/graphql/places.ts";

// Few, so that much is nearly the same.
const texts = fc.array(fc.constantFrom("a", "1"), { maxLength: 2 });
const version = fc.constantFrom(null, "null", "", "__proto__");
const words = fc.record({ some: texts, others: texts, version });
const place: fc.Arbitrary<Place> = fc.tuple(fc.constantFrom("x", "y"), fc.nat(3));
const said = fc.array(fc.record({ words, place }), { maxLength: 30 });

/** Written apart from what it is compared with: by text. */
function byText(all: readonly { words: object; place: Place }[]): string[] {
  const found = new Map<string, Place[]>();
  for (const one of all) found.set(JSON.stringify(one.words), [...(found.get(JSON.stringify(one.words)) ?? []), one.place]);
  return [...found].map(([key, places]) => `${key} ${JSON.stringify(gathered(places))}`).sort();
}

test("what is said of many places is said once, with just the places of which it was said, and what differs in anything is said for itself", () => {
  fc.assert(
    fc.property(said, (all) => {
      const once = eachOnce(all);
      expect(once.map(({ paths, ...rest }) => `${JSON.stringify(rest)} ${JSON.stringify(paths)}`).sort()).toEqual(byText(all));
      expect(eachOnce(all.toReversed())).toEqual(once);
    }),
    { numRuns: 2_000 },
  );
});

test("in the order of its first places, the tenth of a list after the second", () => {
  const all = Array.from({ length: 12 }, (_, at) => ({ words: { version: `${at}` }, place: ["nodes", at] }));
  expect(eachOnce(all.toReversed()).map(({ version: said }) => said)).toEqual(all.map(({ words: { version: said } }) => said));
});
