import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildASTSchema, type GraphQLOutputType, isEnumType, isListType, isNonNullType, isObjectType, isScalarType } from "graphql";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { eachPlace, gathered, isPlaces, longestPlace, type Place, type Places } from "../../service/graphql/places.ts";
import { runs } from "../runs.ts";

const name = fc.constantFrom("nodes", "health", "a", "0", "", "__proto__");
const place: fc.Arbitrary<Place> = fc.array(fc.oneof(name, fc.nat(6)), { maxLength: 6 });
const some = fc.array(place, { maxLength: 40 });

/** Written apart from what it is compared with: whether a place is one of those that are meant, as a client finds out. */
const means = (written: readonly Places[], path: Place): boolean =>
  written.some(
    (one) =>
      one.length === path.length &&
      one.every((step, at) => {
        const here = path[at];
        if (typeof step !== "object") return step === here;
        return typeof here === "number" && step.some(([first, last]) => first <= here && here <= last);
      }),
  );

const texts = (places: readonly Place[]): string[] => places.map((one) => JSON.stringify(one)).sort();

describe("places that are written as one", () => {
  test("mean the places that were given, each of them once, and no others", () => {
    fc.assert(
      fc.property(some, place, (places, other) => {
        const written = gathered(places);
        const meant = written.flatMap((one) => [...eachPlace(one)]);
        expect(texts(meant)).toEqual([...new Set(texts(places))]);
        for (const one of places) expect(means(written, one)).toBe(true);
        expect(means(written, other)).toBe(texts(places).includes(JSON.stringify(other)));
        expect(isPlaces(JSON.parse(JSON.stringify(written[0] ?? [])))).toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });

  test("are written alike in whatever order they are given", () => {
    fc.assert(
      fc.property(some, (places) => {
        expect(gathered(places.toReversed())).toEqual(gathered(places));
        expect(gathered([...places, ...places])).toEqual(gathered(places));
      }),
    );
  });

  test("are as few as lists of children need: one for all of a page, and ranges where some are left out", () => {
    const page = (indexes: number[]) => indexes.map((at) => ["myChildren", "nodes", at, "health", "minds"]);
    const all = Array.from({ length: 50 }, (_, at) => at);
    expect(gathered(page(all))).toEqual([["myChildren", "nodes", [[0, 49]], "health", "minds"]]);
    const ranges = [[0, 1], [3, 3], [6, 49]]; // prettier-ignore
    expect(gathered(page(all.filter((at) => ![2, 4, 5].includes(at))))).toEqual([["myChildren", "nodes", ranges, "health", "minds"]]);
    expect(gathered(page([7]))).toEqual([["myChildren", "nodes", 7, "health", "minds"]]);
    const grid = all.flatMap((at) => all.map((row) => ["nodes", at, "visits", row, "worry"]));
    expect(gathered(grid)).toEqual([["nodes", [[0, 49]], "visits", [[0, 49]], "worry"]]);
  });

  test("of which there are more than anybody wants to hold are gone through one by one", () => {
    const endless: Places = ["a", [[0, 1e15]], "b", [[5, 1e15]]]; // prettier-ignore
    const found: Place[] = [];
    for (const one of eachPlace(endless)) if (found.push(one) === 3) break;
    expect(found).toEqual([["a", 0, "b", 5], ["a", 0, "b", 6], ["a", 0, "b", 7]]); // prettier-ignore
  });
});

test.each<[string, unknown]>([
  ["no list", "nodes"],
  ["an object", { 0: "nodes", length: 1 }],
  ["a step of another kind", ["nodes", null]],
  ["an index below 0", ["nodes", -1]],
  ["an index that is no whole number", ["nodes", 1.5]],
  ["no range at all", ["nodes", []]],
  ["a range of one end", ["nodes", [[1]]]],
  ["a range of three ends", ["nodes", [[1, 2, 3]]]],
  ["a range that ends before it begins", ["nodes", [[2, 1]]]],
  ["a range that begins below 0", ["nodes", [[-1, 1]]]],
  ["a range of texts", ["nodes", [["0", "1"]]]],
  ["an index in the place of a range", ["nodes", [1]]],
  ["ranges that overlap", ["nodes", [[0, 5], [5, 6]]]], // prettier-ignore
  ["ranges that descend", ["nodes", [[5, 6], [0, 1]]]], // prettier-ignore
  ["more steps than any answer has", Array.from({ length: 201 }, () => "a")],
])("is not taken for places: %s", (_what, given) => {
  expect(isPlaces(given)).toBe(false);
});

test("no operation under the composed schema has a place of more steps than are read, since no type leads back to itself", () => {
  const { document } = readSupergraph("supergraph.graphql");
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const stepsBelow = (type: GraphQLOutputType, above: readonly string[]): number => {
    if (isNonNullType(type)) return stepsBelow(type.ofType, above);
    if (isListType(type)) return 1 + stepsBelow(type.ofType, above);
    if (isScalarType(type) || isEnumType(type)) return 0;
    // What the schema has none of cannot be gone through here.
    if (!isObjectType(type)) throw new Error(`${type.name} is of another kind`);
    if (above.includes(type.name)) return Infinity;
    return Math.max(...Object.values(type.getFields()).map((field) => 1 + stepsBelow(field.type, [...above, type.name])));
  };
  const deepest = [schema.getQueryType(), schema.getMutationType()].map((root) => (root ? stepsBelow(root, []) : 0));
  // A service is asked for `_entities`, each at its index.
  expect(Math.max(...deepest) + 2).toBeLessThanOrEqual(longestPlace);
});
