import { describe, expect, test } from "@jest/globals";
import { reasonCodes } from "../../policies/index.ts";
import { isPermitCode, isReadCode, readCodeOf, readCodes } from "../../trust/permit-codes.ts";
import { namesOf, refusalWordsFor } from "../../trust/refusal-words.ts";

const conditions = [{}, { aboutOther: false }, { withheldFromFamily: false }, { aboutOther: false, withheldFromFamily: false }] as const;
const kinds = [[], ["aboutOther"], ["withheldFromFamily"], ["aboutOther", "withheldFromFamily"]] as const;
type Condition = Readonly<Partial<Record<"aboutOther" | "withheldFromFamily", false>>>;

/** The kinds of records that one of the conditions lets pass. */
const passing = (some: readonly Condition[]) => kinds.map((marks) => some.some((one) => marks.every((mark) => !(mark in one))));

describe("a code says which records may be read", () => {
  const ways = Array.from({ length: 2 ** conditions.length - 1 }, (_, way) => conditions.filter((_one, at) => ((way + 1) >> at) & 1));

  test.each(ways.map((way) => [JSON.stringify(way), way] as const))(
    "exactly those that the conditions of a decision let pass: %s",
    (_, way) => {
      for (const written of [way, way.toReversed(), [...way, ...way]])
        expect(passing(readCodes[readCodeOf(written)])).toEqual(passing(way));
    },
  );

  test("no two codes say the same, and none is for what lets nothing pass", () => {
    const said = Object.values(readCodes).map((code) => passing(code).join());
    expect(new Set(said).size).toBe(said.length);
    expect(() => readCodeOf([])).toThrow("no code");
  });
});

test("a permit knows the codes that permit and all reasons, but for the one that there is no permit, and none of them is both", () => {
  expect(reasonCodes.filter((code) => !isPermitCode(code))).toEqual(["PERMIT"]);
  expect(reasonCodes.filter(isReadCode)).toEqual([]);
  expect(Object.keys(readCodes).every(isPermitCode)).toBe(true);
  for (const code of ["", "ANYTHING", "constructor", "toString", "__proto__", "all"]) expect(isPermitCode(code)).toBe(false);
});

test("a refusal in a category whose name is not known here is said by its id, and stays a refusal", () => {
  const words = refusalWordsFor(namesOf([], String), "youth-justice.orders", { reason: "AGENCY_RULE", rules: ["a-rule"] }, "education");
  expect(words).toEqual({
    reason: "AGENCY_RULE",
    remedy: "The agency that holds “youth-justice.orders” keeps it back here by a rule of its own, whatever was agreed. Ask youth-justice.",
    rules: ["a-rule"],
  });
});
