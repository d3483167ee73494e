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

  test("are, of a part, what leaves records out of it, and not what permits it", () => {
    const senco = factsOf({
      role: "senco",
      agency: "education",
      relationship: "team",
      purpose: "DIRECT_SUPPORT",
      consent: given("health.therapies"),
    });
    expect(told(policy, senco).get("health.therapies")).toEqual({ reason: undefined, rules: ["about-someone-else-stays-in-health"] });
  });

  test("do not tell a carer without parental responsibility whether those who have it shared anything", () => {
    const carer = { role: "parent", agency: "family", relationship: "parent", purpose: "FAMILY_ACCESS" } as const;
    const [without, withConsent] = [{}, given("education.enrolment")].map((consent) =>
      told(policy, factsOf({ ...carer, consent })).get("education.enrolment"),
    );
    expect(without).toEqual({ reason: undefined, rules: ["about-someone-else", "withheld-from-family"] });
    expect(withConsent).toEqual(without);
  });

  test("name, of a part, at least one rule of the agreements in force", () => {
    const inPart = everyFacts([]).flatMap((facts) =>
      [...decide(policy, facts).values()].filter((one) => "conditional" in one && one.conditional),
    );
    expect(inPart.length).toBeGreaterThan(100);
    expect(inPart.filter((decision) => toldRules(policy, decision).length === 0)).toEqual([]);
  });

  test("are, of a part, the same for the same records, over random agreements, whatever is consented, restricted or overridden", () => {
    let compared = 0;
    fc.assert(
      fc.property(someRules, fc.array(someFacts, { minLength: 40, maxLength: 40 }), (rules, all) => {
        const random = compile(written(rules), "2026-11-21");
        const seen = new Map<string, readonly string[]>();
        const { role, agency, relationship, purpose } = all[0] as Facts;
        for (const facts of all) {
          for (const decision of decide(random, { ...facts, role, agency, relationship, purpose }).values()) {
            if (decision.effect === "withhold" || !decision.conditional) continue;
            const outcome = JSON.stringify(decision.rules);
            const ids = toldRules(random, decision);
            if (seen.has(outcome)) compared += 1;
            expect(ids).toEqual(seen.get(outcome) ?? ids);
            seen.set(outcome, ids);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(100);
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
