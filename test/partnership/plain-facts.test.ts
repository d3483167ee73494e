import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadPolicy } from "../../policies/index.ts";
import type { ChildFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { gatherFacts } from "../../subgraphs/partnership/deciding/gather-facts.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { assessment, child, member, person, relative, restriction, today } from "./facts.ts";
import { plainFacts } from "./plain-facts.ts";
import { overrideOf } from "./some-child.ts";

const policy = loadPolicy("policies", today);
const ids = policy.categories.map(({ id }) => id);
// One that the policy does not have is stored from a version that had it.
const categories = ["health.therapies", "health.mental-health", "child.address", "education.sen", "social-care.status", "gone.category"];

// Now and then today, or beside it: on a last day other things hold than on the day after.
const daysFrom = (min: number, max: number) =>
  fc
    .oneof({ arbitrary: fc.integer({ min, max }), weight: 3 }, { arbitrary: fc.constantFrom(-1, 0, 1), weight: 1 })
    .map((days) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10));
// Mostly begun, and mostly not over: so that what there is bears on the decision more often than not.
const [begun, coming] = [daysFrom(-800, 30), daysFrom(-60, 400)];
// Midnights in England are among the moments, of summer as of winter.
const on = (day: fc.Arbitrary<string>) =>
  fc.tuple(day, fc.constantFrom("00:00:00", "12:00:00", "22:30:00", "23:00:00", "23:30:00")).map(([one, at]) => new Date(`${one}T${at}Z`));
const [moment, asked] = [on(begun), on(daysFrom(-200, 60))];
const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null }).chain((one) => fc.constantFrom(null, null, one));
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const until = fc.option(coming);
const name = fc.constantFrom("mother", "father", "child", "aunt");

const words = fc.record({
  ...{
    consent: fc.constantFrom("one", "two", "three", "four"),
    person: name,
    event: fc.constantFrom(...(["given", "limited", "renewed", "refused", "withdrawn"] as const)),
  },
  categories: some(categories),
  recipients: some(["education", "education/role/senco", "education/person/helen.marsh", "health", "family", "family/person/mother"]),
  ...{
    purposes: some(["DIRECT_SUPPORT", "SAFEGUARDING", "FAMILY_ACCESS"]),
    validFrom: begun,
    validUntil: fc.option(daysFrom(-300, 400)),
    at: moment,
  },
});
const kept = fc.record({
  ...{
    kind: fc.constantFrom(...(["court-order", "serious-harm", "shielded"] as const)),
    person: fc.constantFrom("father", "mother", null),
    categories: some(categories),
  },
  ...{ from: begun, until, endedAt: seldom(moment), confirmBy: seldom(coming), confirmedBy: fc.constantFrom(null, "education") },
});
const assessed = fc.record({
  ...{
    kind: fc.constantFrom(...(["gillick-competence", "lack-of-capacity"] as const)),
    categories: some(categories),
    from: begun,
    until,
    recordedAt: moment,
  },
  ...{ contestedAt: seldom(moment), endedAt: seldom(moment) },
});
const opened = fc.record({
  ...{
    practitioner: fc.constantFrom("helen.marsh", "helen.marsh", "martin.shaw"),
    role: fc.constantFrom("senco", "senco", "class-teacher"),
    purpose: fc.constantFrom("DIRECT_SUPPORT" as const, "SAFEGUARDING" as const),
  },
  ...{ categories: some(categories), endsAt: on(coming), revokedAt: seldom(moment) },
});

const anyChild: fc.Arbitrary<ChildFacts> = fc
  .record({
    dateOfBirth: fc.constantFrom("2020-03-09", "2013-09-01", "2013-08-31", "2010-02-14", "2009-05-14", "2007-12-31"),
    family: fc.uniqueArray(
      fc.record({
        person: name,
        kind: fc.constantFrom("mother", "father", "self"),
        parentalResponsibility: fc.boolean(),
        from: begun,
        until,
      }),
      {
        maxLength: 4,
        selector: (one) => one.person,
      },
    ),
    memberships: fc.array(
      fc.record({
        practitioner: fc.constantFrom("helen.marsh", "martin.shaw"),
        lead: fc.boolean(),
        from: begun,
        until,
        endedAt: seldom(moment),
        awaitsMandate: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    ...{ words: fc.array(words, { maxLength: 9 }), kept: fc.array(kept, { maxLength: 3 }), household: fc.array(kept, { maxLength: 1 }) },
    ...{ assessed: fc.array(assessed, { maxLength: 3 }), opened: fc.array(opened, { maxLength: 2 }) },
  })
  .map(({ dateOfBirth, family, memberships, ...rest }) =>
    child({
      dateOfBirth,
      family: family.map((one) => relative(one.person, one)),
      memberships: memberships.map(({ practitioner, ...more }) => member(practitioner, "education", more)),
      consentEvents: rest.words,
      restrictions: rest.kept.map(({ kind, ...more }) => restriction(kind, more)),
      householdShields: rest.household.map((more) => restriction("shielded", { ...more, kind: "shielded" })),
      assessments: rest.assessed.map(({ kind, ...more }) => assessment(kind, more)),
      overrides: rest.opened.map(({ categories: open, ...more }) => overrideOf(open, more)),
    }),
  );

const purpose = fc.constantFrom(...(["DIRECT_SUPPORT", "SAFEGUARDING", "FAMILY_ACCESS", "ANNUAL_REVIEW"] as const));
// The one of whom most is known comes often, so that in each run everything comes up.
const anybody = fc.constantFrom(
  ...[person("helen.marsh"), person("helen.marsh")],
  ...[person("helen.marsh"), person("martin.shaw", "education", "class-teacher"), person("helen.marsh", "health", "paediatrician")],
  ...[person("mother", "family", "parent"), person("father", "family", "parent"), person("child", "family", "young-person")],
);

describe("the facts of a decision are those that a plain reading of what is known gives", () => {
  test("of any child, for anybody, at any moment; asked again, and of a child who is like another, they are the same", () => {
    const states = new Set<string>();
    fc.assert(
      fc.property(anyChild, anybody, purpose, asked, (facts, asks, forWhat, now) => {
        const plain = plainFacts(policy, facts, asks, forWhat, momentAt(now));
        for (const each of [facts, facts, structuredClone(facts)])
          expect(gatherFacts(policy, each, asks, forWhat, momentAt(now))).toEqual(plain);
        for (const state of [
          ...Object.values(plain.consent),
          ...Object.values(plain.restrictions).flat(),
          plain.rightsHolder,
          plain.relationship,
        ])
          states.add(state);
        if (Object.values(plain.overrides).includes(true)) states.add("override");
      }),
      { numRuns: 1500 },
    );
    // All that can be so of a child came up.
    const all = [
      "none",
      "given",
      "refused",
      "withdrawn",
      "expired",
      "court-order",
      "serious-harm",
      "shielded",
      "parent",
      "young-person",
      "team",
      "lead",
      "holder",
      "self",
      "override",
    ];
    expect(all.filter((one) => !states.has(one))).toEqual([]);
  });

  test("and name each category of the policy, and no other", () => {
    fc.assert(
      fc.property(anyChild, anybody, (facts, asks) => {
        const { consent, restrictions, overrides } = gatherFacts(
          policy,
          facts,
          asks,
          "SAFEGUARDING",
          momentAt(new Date(`${today}T12:00:00Z`)),
        );
        for (const record of [consent, restrictions, overrides]) expect(Object.keys(record)).toEqual(ids);
      }),
      { numRuns: 300 },
    );
  });

  test("and those of one child are not changed by what is filled in for another", () => {
    const now = momentAt(new Date(`${today}T12:00:00Z`));
    const nothing = gatherFacts(policy, child(), person("helen.marsh"), "SAFEGUARDING", now);
    const before = structuredClone(nothing);
    const much = child({
      restrictions: [restriction("shielded")],
      overrides: [overrideOf(["health.therapies"], { practitioner: "helen.marsh", role: "senco" })],
    });
    expect(gatherFacts(policy, much, person("helen.marsh"), "SAFEGUARDING", now).overrides["health.therapies"]).toBe(true);
    expect(nothing).toEqual(before);
  });
});
