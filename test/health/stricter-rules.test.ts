import { expect, test } from "@jest/globals";
import { stricterRules } from "../../subgraphs/health/stricter-rules.ts";

test("health keeps mental health content from other agencies' day-to-day support, even with consent", () => {
  expect(stricterRules({ org: "education", purpose: "DIRECT_SUPPORT" })).toEqual(["health.mental-health"]);
  expect(stricterRules({ org: "social-care", purpose: "DIRECT_SUPPORT" })).toEqual(["health.mental-health"]);
});

test("health leaves it to the agreements in a statutory process, within health, and for the family", () => {
  expect(stricterRules({ org: "education", purpose: "EHC_ASSESSMENT" })).toEqual([]);
  expect(stricterRules({ org: "health", purpose: "DIRECT_SUPPORT" })).toEqual([]);
  expect(stricterRules({ org: "family", purpose: "FAMILY_ACCESS" })).toEqual([]);
});
