import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compile, consentStates, decide } from "../../policies/index.ts";
import type { CategoryDecision, Facts, Policy, PolicyDocuments } from "../../policies/index.ts";
import { underBoth } from "./both-policies.ts";
import { policyOf, shown } from "./said.ts";
import { someFacts } from "./drawn.ts";
import { someProhibition, someRules, written } from "./random.ts";
import { runs } from "../runs.ts";

const situations = fc.array(someFacts, { minLength: 40, maxLength: 40 });
const today = "2026-11-21";
const everywhere = <T>(entries: object, value: T): Record<string, T> => Object.fromEntries(Object.keys(entries).map((id) => [id, value]));

/** Fails if a row of some category is readable in the one case and not in the other. Compares plainly: an `expect` for each would take most of the time. */
function nothingIsLost(policy: Policy, facts: Facts, otherPolicy: Policy, otherFacts: Facts): void {
  const [earlier, later] = [decide(policy, facts), decide(otherPolicy, otherFacts)];
  const lost = policy.categories.filter(({ id }) => {
    const still = shown(later.get(id));
    return shown(earlier.get(id)).some((readable, row) => readable && still[row] !== true);
  });
  if (lost.length > 0) throw new Error(`Lost: ${lost.map(({ id }) => id).join()}\n${JSON.stringify(facts)}\n${JSON.stringify(otherFacts)}`);
}

function alike(one: Iterable<unknown>, other: Iterable<unknown>): void {
  const [left, right] = [[...one], [...other]];
  if (JSON.stringify(left) !== JSON.stringify(right)) expect(left).toEqual(right);
}

describe("a situation that changes in one direction", () => {
  test.each<[string, (facts: Facts) => Facts]>([
    ["giving consent", (facts) => ({ ...facts, consent: everywhere(facts.consent, "given" as const) })],
    ["an override", (facts) => ({ ...facts, overrides: everywhere(facts.overrides, true) })],
    ["lifting a restriction", (facts) => ({ ...facts, restrictions: everywhere(facts.restrictions, []) })],
  ])("%s never takes away what could be read", (_what, change) => {
    underBoth((policy, facts) => {
      nothingIsLost(policy, facts, policy, change(facts));
    });
  });

  test("a consent that is withdrawn, refused, expired or was never asked for never lets more be read than one that is given", () => {
    underBoth((policy, facts) => {
      const given = { ...facts, consent: everywhere(facts.consent, "given" as const) };
      for (const state of consentStates) nothingIsLost(policy, { ...facts, consent: everywhere(facts.consent, state) }, policy, given);
    });
  });

  test("a restriction more never lets more be read", () => {
    underBoth((policy, facts) => {
      const more = Object.fromEntries(Object.entries(facts.restrictions).map(([id, kinds]) => [id, [...kinds, "court-order" as const]]));
      nothingIsLost(policy, { ...facts, restrictions: more }, policy, facts);
    });
  });
});

describe("agreements with one rule more", () => {
  test("never let more be read if it is a prohibition, wherever it stands", () => {
    fc.assert(
      fc.property(someRules, someProhibition, situations, (rules, added, all) => {
        const policy = policyOf(rules);
        for (const stricter of [policyOf([...rules, added]), policyOf([added, ...rules]), policyOf(rules, [added])]) {
          for (const facts of all) nothingIsLost(stricter, facts, policy, facts);
        }
      }),
      { numRuns: runs(25) },
    );
  });

  test("never let less be read if it is a permit, wherever it stands", () => {
    fc.assert(
      fc.property(someRules, situations, fc.nat(), (rules, all, which) => {
        const permits = rules.filter(({ effect }) => effect === "permit");
        const left = permits[which % Math.max(1, permits.length)];
        fc.pre(left !== undefined && rules.length > 1);
        const [policy, fewer] = [policyOf(rules), policyOf(rules.filter((rule) => rule !== left))];
        for (const facts of all) nothingIsLost(fewer, facts, policy, facts);
      }),
      { numRuns: runs(15) },
    );
  });
});

describe("the same agreements, written otherwise", () => {
  const sorted = (decisions: Iterable<CategoryDecision>) =>
    [...decisions].toSorted((one, other) => (one.category < other.category ? -1 : 1));

  test("in another order decide the same, and have the same version", () => {
    const shuffled = someRules.chain((rules) => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })));
    fc.assert(
      fc.property(shuffled, situations, ([rules, mixed], all) => {
        const [policy, other] = [policyOf(rules), policyOf(mixed)];
        expect(other.version).toBe(policy.version);
        for (const facts of all) alike(decide(other, facts), decide(policy, facts));
      }),
      { numRuns: runs(25) },
    );
  });

  test("as two agreements instead of one decide the same; only the agreement to which a rule belongs is another, and so is the version", () => {
    fc.assert(
      fc.property(someRules, fc.nat(), situations, (rules, cut, all) => {
        fc.pre(rules.length > 1);
        const at = 1 + (cut % (rules.length - 1));
        const [whole, split, swapped] = [
          policyOf(rules),
          policyOf(rules.slice(0, at), rules.slice(at)),
          policyOf(rules.slice(at), rules.slice(0, at)),
        ];
        for (const facts of all) {
          for (const other of [split, swapped]) alike(decide(other, facts), decide(whole, facts));
        }
        const without = ({ rules: all }: Policy) => all.map(({ agreement: _agreement, ...rule }) => rule);
        expect(without(split)).toEqual(without(whole));
        expect(split.version).not.toBe(whole.version);
      }),
      { numRuns: runs(25) },
    );
  });

  test("with other names for roles, categories and rules decide the same under these names", () => {
    fc.assert(
      fc.property(someRules, situations, (rules, all) => {
        const documents = written(rules);
        const [policy, other] = [compile(documents, today), compile(renamedDocuments(documents), today)];
        for (const facts of all) {
          const expected = [...decide(policy, facts).values()].map(renamedDecision);
          alike(sorted(decide(other, renamedFacts(facts)).values()), sorted(expected));
        }
      }),
      { numRuns: runs(25) },
    );
  });
});

// Names in the opposite order of the alphabet, so that whatever is sorted by name is sorted otherwise.
const mirrored = (name: string): string => name.replace(/[a-z0-9]/g, (letter) => mirror[alphabet.indexOf(letter)] ?? letter);
const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
const mirror = [...alphabet].reverse();
const renamedRole = (id: string): string => `r${mirrored(id)}`;
// The part before the point is the owner's, which is no name of ours.
const renamedCategory = (id: string): string => id.replace(/\.(.*)$/, (_all, thing: string) => `.c${mirrored(thing)}`);
const renamedRule = (id: string): string => mirrored(id);

function renamedDocuments({ categories, roles, agreements }: PolicyDocuments): PolicyDocuments {
  const changed = (document: PolicyDocuments["categories"], change: (key: string, value: unknown) => unknown) => ({
    ...document,
    text: JSON.stringify(JSON.parse(document.text, change)),
  });
  const named = (rename: (id: string) => string) => (key: string, value: unknown) => (key === "id" ? rename(String(value)) : value);
  const list = (rename: (id: string) => string, value: unknown) => (value as string[]).map(rename);
  const inAgreement = (key: string, value: unknown): unknown => {
    if (key === "roles") return list(renamedRole, value);
    if (["mayRead", "mayNotRead", "dataItems"].includes(key)) return list(renamedCategory, value);
    return key === "id" ? renamedRule(String(value)) : value;
  };
  return {
    categories: changed(categories, named(renamedCategory)),
    roles: changed(roles, named(renamedRole)),
    agreements: agreements.map((agreement) => changed(agreement, inAgreement)),
  };
}

function renamedFacts(facts: Facts): Facts {
  const renamed = <T>(entries: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(entries).map(([id, value]) => [renamedCategory(id), value]));
  const { consent, restrictions, overrides } = facts;
  return {
    ...facts,
    role: renamedRole(facts.role),
    consent: renamed(consent),
    restrictions: renamed(restrictions),
    overrides: renamed(overrides),
  };
}

function renamedDecision(decision: CategoryDecision): CategoryDecision {
  const category = renamedCategory(decision.category);
  const ruleIds = decision.ruleIds.map(renamedRule).sort();
  if (decision.effect === "withhold") return { ...decision, category, ruleIds };
  return { ...decision, category, ruleIds, rules: decision.rules.map((rule) => ({ ...rule, subject: category })) };
}
