import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type KeyedChange, requestDigest } from "../../subgraphs/partnership/storing/keyed-change.ts";

const asked = fc.dictionary(fc.string(), fc.jsonValue({ depthSize: "small" }), { maxKeys: 5 });

/** The same value with the members of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, reversed(each)] as const);
  return Object.fromEntries(entries.reverse());
}

/** As JSON has it, in which -0 is 0. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));

const digestOf = (of: object, more: Partial<KeyedChange> = {}): string =>
  requestDigest({ change: "giveConsent", subject: "CV-1001", idempotencyKey: "a-key-of-a-client", asked: of, ...more });

describe("a change asked for again under its key is known as the same", () => {
  test("in whichever order the members of its arguments stand, at any depth", () => {
    const [one, other] = [
      { categories: ["health.gp"], recipients: [{ agency: "health", role: "nurse" }], until: "2027-01-01" },
      { until: "2027-01-01", recipients: [{ role: "nurse", agency: "health" }], categories: ["health.gp"] },
    ];
    expect(digestOf(one)).toBe(digestOf(other));
    fc.assert(fc.property(asked, (value) => digestOf(value) === digestOf(reversed(value) as object)));
  });

  test("whether what is not said is left out or undefined", () => {
    expect(digestOf({ until: undefined, categories: [] })).toBe(digestOf({ categories: [] }));
  });
});

describe("another change is not taken for it", () => {
  test("if anything that is asked differs, the order of a list among it", () => {
    fc.assert(
      fc.property(asked, asked, (one, other) => isDeepStrictEqual(plain(one), plain(other)) === (digestOf(one) === digestOf(other))),
    );
    expect(digestOf({ categories: ["health.gp", "child.needs"] })).not.toBe(digestOf({ categories: ["child.needs", "health.gp"] }));
    expect(digestOf({ categories: { 0: "health.gp" } })).not.toBe(digestOf({ categories: ["health.gp"] }));
  });

  test("if it is another mutation, or to something else", () => {
    expect(digestOf({}, { change: "refuseConsent" })).not.toBe(digestOf({}));
    expect(digestOf({}, { subject: "CV-1002" })).not.toBe(digestOf({}));
  });
});
