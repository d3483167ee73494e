import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compile, decide, purposes, relationships, restrictions, toldRules } from "../../policies/index.ts";
import type { Facts, Policy, Restriction } from "../../policies/index.ts";
import { someFacts } from "./drawn.ts";
import { someRules, written } from "./random.ts";
import { factsOf, given, policy } from "./view.ts";

const everything = policy.categories.map(({ id }) => id);

/** What the person is told of each category: why not, if not, and by which rules. */
function told(against: Policy, facts: Facts): Map<string, { reason: string | undefined; rules: readonly string[] }> {
  const decisions = [...decide(against, facts).values()];
  return new Map(
    decisions.map((decision) => [
      decision.category,
      { reason: decision.effect === "withhold" ? decision.reason : undefined, rules: toldRules(against, decision) },
    ]),
  );
}

/** The facts of every kind of person in every relationship and for every purpose, with one restriction everywhere or none. */
function everyFacts(everywhere: readonly Restriction[]): Facts[] {
  const persons = policy.roles.flatMap(({ id: role, agencies }) => agencies.map((agency) => ({ role, agency })));
  return persons.flatMap((person) =>
    relationships.flatMap((relationship) =>
      purposes.map((purpose) => factsOf({ ...person, relationship, purpose, everywhere, consent: given(...everything) })),
    ),
  );
}

describe("the rules that a person is told of", () => {
  test("stand in the policy, sorted, and are about the category that they are told for", () => {
    const all = everyFacts([]).flatMap((facts) => [...told(policy, facts)]);
    expect(all.filter(([, { rules }]) => rules.some((id, index) => id <= (rules[index - 1] ?? "")))).toEqual([]);
    expect(all.filter(([category, { rules }]) => rules.some((id) => !policy.rulesById.get(id)?.categories.includes(category)))).toEqual([]);
  });

  test("are what permits a part, and what leaves records out of it", () => {
    const senco = factsOf({
      role: "senco",
      agency: "education",
      relationship: "team",
      purpose: "DIRECT_SUPPORT",
      consent: given("health.therapies"),
    });
    expect(told(policy, senco).get("health.therapies")).toEqual({
      reason: undefined,
      rules: ["about-someone-else-stays-in-health", "senco-and-psychologist-read-with-consent"],
    });
  });

  test("are none where the reason is a restriction, of whatever kind", () => {
    for (const kind of restrictions) {
      const refused = everyFacts([kind]).flatMap((facts) =>
        [...told(policy, facts).values()].filter(({ reason }) => reason === "RESTRICTED"),
      );
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.filter(({ rules }) => rules.length > 0)).toEqual([]);
    }
  });

  test("are, over random agreements and situations, none or the same whichever restrictions there are", () => {
    const kinds = fc.subarray([...restrictions], { minLength: 1 });
    fc.assert(
      fc.property(someRules, fc.array(someFacts, { minLength: 20, maxLength: 20 }), kinds, (rules, all, everywhere) => {
        const random = compile(written(rules), "2026-11-21");
        for (const facts of all) {
          const each = (value: readonly Restriction[]) => Object.fromEntries(Object.keys(facts.restrictions).map((id) => [id, value]));
          const free = told(random, { ...facts, restrictions: each([]) });
          const restricted = [...told(random, { ...facts, restrictions: each(everywhere) })];
          const expected = restricted.map(([category, { reason }]) => (reason === "RESTRICTED" ? [] : free.get(category)?.rules));
          expect(restricted.map(([, { rules: ids }]) => ids)).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });
});
