import { subject } from "@casl/ability";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compile, decide } from "../../policies/index.ts";
import type { CategoryDecision, Facts, Policy } from "../../policies/index.ts";
import { consult, everyRow } from "./oracle.ts";
import type { Verdict, WrittenRule } from "./oracle.ts";
import { categories, roles, someFacts, someProhibition, someRules, written } from "./random.ts";
import { abilityFrom, factsOf, policy as realPolicy } from "./view.ts";

const today = "2026-11-21";
const situations = fc.array(someFacts, { minLength: 20, maxLength: 20 });
const policyOf = (...lists: readonly (readonly WrittenRule[])[]) => compile(written(...lists), today);

/** Which of the four kinds of row an agency would show that holds the decision's rules. */
function shown(decision: CategoryDecision | undefined): boolean[] {
  if (decision?.effect !== "permit") return everyRow.map(() => false);
  const ability = abilityFrom(decision);
  return everyRow.map((row) => ability.can("read", subject(decision.category, { ...row })));
}

function verdict(decision: CategoryDecision | undefined): Verdict | undefined {
  return decision?.effect === "withhold" ? { reason: decision.reason } : { readable: shown(decision) };
}

/** The categories of which a row is readable in the one case and not in the other. */
function lost(policy: Policy, facts: Facts, otherPolicy: Policy, otherFacts: Facts): string[] {
  const earlier = decide(policy, facts);
  const later = decide(otherPolicy, otherFacts);
  return policy.categories.flatMap(({ id }) => {
    const still = shown(later.get(id));
    return shown(earlier.get(id)).some((readable, index) => readable && still[index] !== true) ? [id] : [];
  });
}

describe("over random agreements and situations", () => {
  test("what is decided is what the agreements say, row by row, and for the reason they give", () => {
    fc.assert(
      fc.property(someRules, situations, (rules, all) => {
        const policy = policyOf(rules);
        for (const facts of all) {
          const decided = decide(policy, facts);
          const expected = categories.map((id) => consult(rules, roles, facts, id));
          expect(categories.map((id) => verdict(decided.get(id)))).toEqual(expected);
        }
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  test("the order of rules and of agreements changes neither a decision nor the version", () => {
    const shuffled = someRules.chain((rules) => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })));
    fc.assert(
      fc.property(shuffled, situations, ([rules, mixed], all) => {
        const policy = policyOf(rules);
        const other = policyOf(mixed);
        expect(other.version).toBe(policy.version);
        for (const facts of all) expect([...decide(other, facts)]).toEqual([...decide(policy, facts)]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test("a prohibition that is added never lets more be read, wherever it stands", () => {
    fc.assert(
      fc.property(someRules, someProhibition, situations, (rules, added, all) => {
        const policy = policyOf(rules);
        for (const stricter of [policyOf([...rules, added]), policyOf([added, ...rules])]) {
          for (const facts of all) expect(lost(stricter, facts, policy, facts)).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

const realFacts: fc.Arbitrary<Facts> = fc
  .record({
    base: someFacts,
    role: fc.constantFrom(...realPolicy.roles),
    category: fc.constantFrom(...realPolicy.categories.map(({ id }) => id)),
  })
  .map(({ base, role, category }) => {
    const { relationship, purpose, rightsHolder } = base;
    const consent = { [category]: base.consent["child.names"] ?? "none" };
    const restrictions = { [category]: base.restrictions["child.names"] ?? [] };
    return factsOf({ role: role.id, agency: role.agencies[0] ?? "", relationship, purpose, rightsHolder, consent, restrictions });
  });

describe("under the agreements in force and under random ones", () => {
  const all = <T>(entries: object, value: T): Record<string, T> => Object.fromEntries(Object.keys(entries).map((id) => [id, value]));

  test.each<[string, (facts: Facts) => Facts]>([
    ["consent that is given", (facts) => ({ ...facts, consent: all(facts.consent, "given" as const) })],
    ["an override", (facts) => ({ ...facts, overrides: all(facts.overrides, true) })],
    ["a restriction that is lifted", (facts) => ({ ...facts, restrictions: all(facts.restrictions, []) })],
  ])(
    "%s never takes away what could be read",
    (_what, change) => {
      const nothingIsLost = (policy: Policy, facts: Facts) => {
        expect(lost(policy, facts, policy, change(facts))).toEqual([]);
      };
      overBoth(nothingIsLost);
    },
    60_000,
  );

  test("those who would be refused anyway are told the same as if there were no restriction", () => {
    overBoth((policy, facts) => {
      const restricted = decide(policy, facts);
      for (const [id, decision] of decide(policy, { ...facts, restrictions: all(facts.restrictions, []) })) {
        // Random prohibitions need no restriction: whom one of them stops is told RESTRICTED either way, and of further rules to the audit.
        if (decision.effect === "withhold" && decision.reason !== "RESTRICTED") expect(restricted.get(id)).toEqual(decision);
      }
    });
  }, 60_000);

  test("without a relationship nothing is read", () => {
    overBoth((policy, facts) => {
      const effects = [...decide(policy, { ...facts, relationship: "none" }).values()].map(({ effect }) => effect);
      expect(effects).not.toContain("permit");
    });
  }, 60_000);
});

function overBoth(check: (policy: Policy, facts: Facts) => void): void {
  fc.assert(
    fc.property(realFacts, (facts) => {
      check(realPolicy, facts);
    }),
    { numRuns: 400 },
  );
  fc.assert(
    fc.property(someRules, situations, (rules, all) => {
      const policy = policyOf(rules);
      for (const facts of all) check(policy, facts);
    }),
    { numRuns: 50 },
  );
}
