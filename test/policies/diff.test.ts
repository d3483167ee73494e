import { subject } from "@casl/ability";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { boxesOf, circumstancesAt, circumstancesCount, compile, decide, diff, recordKinds } from "../../policies/index.ts";
import type { Box, Circumstances, Person, Policy, PolicyDifference, RecordMark, Rule } from "../../policies/index.ts";
import { assemble } from "../../policies/documents/assemble.ts";
import { CircumstancesSet } from "../../policies/deciding/circumstances-set.ts";
import { categories, someProhibition, someRules, written } from "./random.ts";
import { abilityFrom, policy } from "./view.ts";
import { runs } from "../runs.ts";

const today = "2026-11-21";
const circumstances = fc.nat(circumstancesCount - 1);

function reads(against: Policy, person: Person, category: string, number: number, marks: readonly RecordMark[]): boolean {
  const { consent, restriction, override, ...common } = circumstancesAt(number);
  const facts = {
    ...person,
    ...common,
    consent: { [category]: consent },
    restrictions: { [category]: restriction },
    overrides: { [category]: override },
  };
  const record = { aboutOther: marks.includes("aboutOther"), withheldFromFamily: marks.includes("withheldFromFamily") };
  return abilityFrom(decide(against, facts, [category]).get(category)).can("read", subject(category, record));
}

function said({ changes }: PolicyDifference, person: Person, category: string, number: number, marks: readonly RecordMark[]): string {
  const about = changes.filter(
    (change) =>
      change.categories.includes(category) &&
      change.circumstances.has(number) &&
      change.persons.some(({ role, agency }) => role === person.role && agency === person.agency) &&
      change.recordKinds.some((kind) => kind.join() === marks.join()),
  );
  return about.map(({ change }) => change).join(" and ") || "no change";
}

function withRule(id: string, change: (rule: Rule) => Rule | undefined): Policy {
  return assemble({ ...policy, rules: policy.rules.flatMap((rule) => (rule.id === id ? (change(rule) ?? []) : [rule])) });
}

describe("what a change of the agreements changes in effect", () => {
  test("is, in every situation and for every kind of record, what the decisions before and after say", () => {
    const points = fc.array(fc.tuple(fc.nat(4), fc.constantFrom(...categories), circumstances, fc.constantFrom(...recordKinds)), {
      minLength: 60,
      maxLength: 60,
    });
    fc.assert(
      fc.property(someRules, someRules, fc.boolean(), points, (one, two, shared, all) => {
        const [before, after] = [
          compile(written(one), today),
          compile(written(shared ? [...one, ...two.map((rule) => ({ ...rule, id: `more-${rule.id}` }))] : two), today),
        ];
        const difference = diff(before, after);
        const seen = new Set<string>();
        for (const [index, category, number, marks] of all) {
          const person = before.persons[index] ?? { role: "", agency: "" };
          const [was, is] = [reads(before, person, category, number, marks), reads(after, person, category, number, marks)];
          const expected = was === is ? "no change" : is ? "now permitted" : "no longer permitted";
          expect(said(difference, person, category, number, marks)).toBe(expected);
          seen.add(expected);
        }
        if (seen.has("now permitted")) expect(["wider", "mixed"]).toContain(difference.overall);
        if (seen.has("no longer permitted")) expect(["narrower", "mixed"]).toContain(difference.overall);
      }),
      { numRuns: runs(25) },
    );
  }, 60_000);

  test("a prohibition that is added makes nothing wider", () => {
    fc.assert(
      fc.property(someRules, someProhibition, (rules, added) => {
        expect(["equal", "narrower"]).toContain(diff(compile(written(rules), today), compile(written([...rules, added]), today)).overall);
      }),
      { numRuns: runs(25) },
    );
  });

  test("other words, another order and rules split in two show no change", () => {
    const reworded = policy.rules.map((rule) => ({ ...rule, because: `${rule.because} Really.` })).toReversed();
    const split = reworded.flatMap((rule) =>
      rule.categories.length > 1
        ? [
            { ...rule, categories: rule.categories.slice(0, 1) },
            { ...rule, id: `${rule.id}-rest`, categories: rule.categories.slice(1) },
          ]
        : [rule],
    );
    expect(diff(policy, assemble({ ...policy, rules: reworded }))).toEqual({ overall: "equal", changes: [], actions: [] });
    expect(diff(policy, assemble({ ...policy, rules: split }))).toEqual({ overall: "equal", changes: [], actions: [] });
  });

  test("a permit that no longer asks for consent is wider, with the plainest example", () => {
    const wider = withRule("early-years-reads-with-consent", ({ when: { consent: _consent, ...when }, ...rule }) => ({ ...rule, when }));
    const { overall, changes } = diff(policy, wider);
    expect(overall).toBe("wider");
    const development = changes.find((change) => change.categories.includes("health.development"));
    expect(development).toMatchObject({
      change: "now permitted",
      persons: [{ role: "early-years-practitioner", agency: "education" }],
      example: {
        relationship: "team",
        purpose: "DIRECT_SUPPORT",
        rightsHolder: "parent",
        consent: "none",
        restriction: [],
        override: false,
      },
    });
  });

  test("a role that is gone is narrower, and a prohibition that is gone is wider", () => {
    const without = assemble({ ...policy, roles: policy.roles.filter(({ id }) => id !== "class-teacher") });
    expect(diff(policy, without).overall).toBe("narrower");
    expect(
      diff(
        policy,
        withRule("court-order", () => undefined),
      ).overall,
    ).toBe("wider");
    expect(
      diff(
        withRule("court-order", () => undefined),
        without,
      ).overall,
    ).toBe("narrower");
  });
});

describe("a set of circumstances as boxes", () => {
  const inside = (box: Box, one: Circumstances): boolean =>
    box.relationship.includes(one.relationship) &&
    box.purpose.includes(one.purpose) &&
    box.purposeHolds.includes(one.purposeHolds) &&
    box.rightsHolder.includes(one.rightsHolder) &&
    box.consent.includes(one.consent) &&
    box.override.includes(one.override) &&
    box.restriction.some((set) => set.join() === one.restriction.join());

  test("is exactly the set, and no circumstances are counted twice", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(circumstances, fc.integer({ min: 1, max: 900 })), { maxLength: 6 }), (ranges) => {
        const set = CircumstancesSet.of((number) => ranges.some(([from, size]) => from <= number && number < from + size));
        const boxes = boxesOf(set);
        expect(boxes.reduce((sum, { situations }) => sum + situations, 0)).toBe(set.numbers().length);
        for (let number = 0; number < circumstancesCount; number += 7) {
          expect(boxes.filter((box) => inside(box, circumstancesAt(number))).length).toBe(set.has(number) ? 1 : 0);
        }
      }),
      { numRuns: runs(30) },
    );
  });
});
