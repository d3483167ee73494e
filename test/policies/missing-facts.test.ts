import { describe, expect, test } from "@jest/globals";
import { decide } from "../../policies/index.ts";
import type { CategoryDecision, Facts } from "../../policies/index.ts";
import { factsOf, given, policy } from "./view.ts";

const everything = policy.categories.map(({ id }) => id);
const complete = factsOf({
  role: "social-worker",
  agency: "social-care",
  relationship: "lead",
  purpose: "SAFEGUARDING",
  consent: given(...everything),
  overrides: everything,
});

// Facts come from code that the compiler checked, but not every caller is compiled with it.
const decideAnything = (facts: unknown) => [...decide(policy, facts as Facts).values()];
const reasons = (all: readonly CategoryDecision[]) => [
  ...new Set(all.map((entry) => (entry.effect === "withhold" ? entry.reason : "read"))),
];

describe("facts that are missing or unknown never permit", () => {
  test.each(Object.keys(complete))("without %s everything is withheld", (fact) => {
    const { [fact as keyof Facts]: _left, ...rest } = complete;
    expect(reasons(decideAnything(rest))).toEqual(["RESTRICTED"]);
  });

  test.each([
    ["nothing at all", undefined],
    ["null", null],
    ["a text", "facts"],
    ["an unknown purpose", { ...complete, purpose: "CURIOSITY" }],
    ["an unknown relationship", { ...complete, relationship: "friend" }],
    ["a list where one value belongs", { ...complete, purpose: ["DIRECT_SUPPORT", "SAFEGUARDING"] }],
    ["a purpose of which it is not said whether it holds", { ...complete, purposeHolds: "yes" }],
    ["an unknown rights-holder", { ...complete, rightsHolder: null }],
    ["no record of consents", { ...complete, consent: null }],
  ])("%s withholds everything", (_what, facts) => {
    expect(reasons(decideAnything(facts))).toEqual(["RESTRICTED"]);
  });

  test.each([
    ["an unknown consent state", { ...complete, consent: { ...complete.consent, "child.address": "assumed" } }],
    ["an unknown restriction", { ...complete, restrictions: { ...complete.restrictions, "child.address": ["secret"] } }],
    ["a restriction that is not a list", { ...complete, restrictions: { ...complete.restrictions, "child.address": "shielded" } }],
    ["an override that is not a yes or no", { ...complete, overrides: { ...complete.overrides, "child.address": 1 } }],
  ])("%s withholds the category", (_what, facts) => {
    const all = new Map(decideAnything(facts).map((entry) => [entry.category, entry]));
    expect(all.get("child.address")).toEqual({ effect: "withhold", category: "child.address", reason: "RESTRICTED", ruleIds: [] });
    expect(all.get("health.conditions")?.effect).toBe("permit");
  });

  test("a category that the policy does not have is withheld", () => {
    expect(reasons([...decide(policy, complete, ["health.secrets", "__proto__"]).values()])).toEqual(["RESTRICTED"]);
  });

  test.each(["consent", "restrictions", "overrides"] as const)(
    "a category without an entry in %s is withheld, the others are not",
    (fact) => {
      const { "health.gp": _left, ...rest } = complete[fact];
      const all = decide(policy, { ...complete, [fact]: rest });
      expect(all.get("health.gp")).toEqual({ effect: "withhold", category: "health.gp", reason: "RESTRICTED", ruleIds: [] });
      expect(all.get("health.conditions")?.effect).toBe("permit");
    },
  );

  test("an entry that is only inherited does not count", () => {
    const inherited: Record<string, boolean> = Object.create({ "health.gp": false }) as Record<string, boolean>;
    expect(decideAnything({ ...complete, overrides: inherited }).map(({ effect }) => effect)).not.toContain("permit");
  });

  test("a fact that is left out does not compile", () => {
    const { purpose: _purpose, ...withoutPurpose } = complete;
    const { overrides: _overrides, ...withoutOverrides } = complete;
    // @ts-expect-error: the purpose is missing
    expect(reasons([...decide(policy, withoutPurpose).values()])).toEqual(["RESTRICTED"]);
    // @ts-expect-error: the overrides are missing
    expect(reasons([...decide(policy, withoutOverrides).values()])).toEqual(["RESTRICTED"]);
  });

  test("an unknown role reads nothing, and is told that it is the role", () => {
    expect(reasons(decideAnything({ ...complete, role: "headteacher" }))).toEqual(["ROLE"]);
  });

  test("a role claimed in another agency than its own reads nothing", () => {
    expect(reasons(decideAnything({ ...complete, agency: "education" }))).toEqual(["ROLE"]);
  });

  test("every category of the policy gets a decision, in the order of the list", () => {
    expect([...decide(policy, complete).keys()]).toEqual(everything);
  });
});
