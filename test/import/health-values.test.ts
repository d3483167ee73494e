import { describe, expect, test } from "@jest/globals";
import { dayOf, isAfter } from "../../subgraphs/health/import/fhir/dates.ts";
import { isSnomedConcept } from "../../subgraphs/health/import/snomed.ts";

describe("a time in a FHIR resource", () => {
  test.each([
    ["2021", "2021"],
    ["2021-03", "2021-03"],
    ["2021-03-16", "2021-03-16"],
    ["2026-01-15T23:30:00Z", "2026-01-15"],
    ["2026-06-30T23:30:00Z", "2026-07-01"],
    ["2026-06-30T23:30:00.000+01:00", "2026-06-30"],
  ])("%s is the day %s in England", (text, day) => expect(dayOf(text)).toBe(day));

  test.each(["2021-13", "2021-02-29", "16/03/2021", "2021-03-16T10:00:00", "2021-03-16T25:00:00Z", "0021-03-16", ""])(
    "%s is none",
    (text) => expect(dayOf(text)).toBeUndefined(),
  );

  test("that is known in part contradicts no other that fits it", () => {
    expect(isAfter("2021", "2021-03-16")).toBe(false);
    expect(isAfter("2021-03-16", "2021")).toBe(false);
    expect(isAfter("2021-04", "2021-03-16")).toBe(true);
  });
});

describe("a SNOMED CT code", () => {
  test.each(["91935009", "280032002", "1082441000000108", "34765811000001105"])("%s is a concept's", (code) =>
    expect(isSnomedConcept(code)).toBe(true),
  );

  test.each(["91935008", "19935009", "9193500", "151459010", "091935009", "peanut"])("%s is none", (code) =>
    expect(isSnomedConcept(code)).toBe(false),
  );
});
