import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadPolicy, purposes } from "../../policies/index.ts";
import type { AssessmentFacts } from "../../subgraphs/partnership/deciding/capacity.ts";
import { withoutContested } from "../../subgraphs/partnership/deciding/contested.ts";
import { decisionsOn } from "../../subgraphs/partnership/deciding/decisions-on.ts";
import type { ChildFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { assessment, child, member, person, relative, said, today } from "./facts.ts";

const policy = loadPolicy("policies", today);
const moment = { now: new Date(`${today}T12:00:00Z`), today };
const categories = ["health.therapies", "health.mental-health", "child.voice"];
const family = [relative("mother"), relative("jordan", { kind: "self", parentalResponsibility: false })];
const readers = [person("helen.marsh"), person("mother", "family", "parent"), person("jordan", "family", "young-person")];

const assessments = fc.subarray([
  assessment("gillick-competence", { from: "2026-02-10", until: "2026-02-19", categories }),
  assessment("gillick-competence", { from: "2026-02-15", categories: ["health.therapies"] }),
  assessment("lack-of-capacity", { from: "2026-02-14", until: "2026-02-18" }),
  assessment("lack-of-capacity", { from: "2026-02-22" }),
]);
const word = fc.record({
  who: fc.constantFrom("mother", "jordan"),
  event: fc.constantFrom("given" as const, "given" as const, "refused" as const),
  day: fc.integer({ min: 10, max: 28 }),
  categories: fc.subarray(categories, { minLength: 1 }),
  recipients: fc.subarray(["education", "family"], { minLength: 1 }),
});
const situations = fc.record({
  all: assessments,
  words: fc.uniqueArray(word, { maxLength: 5, selector: ({ day }) => day }),
  dateOfBirth: fc.constantFrom("2014-11-02", "2009-05-14"),
  which: fc.nat(3),
});

const factsOf = (
  words: readonly (typeof word extends fc.Arbitrary<infer T> ? T : never)[],
  dateOfBirth: string,
  all: AssessmentFacts[],
): ChildFacts =>
  child({
    dateOfBirth,
    family,
    memberships: [member("helen.marsh")],
    assessments: all,
    consentEvents: words.map(({ who, event, day, ...more }) =>
      said(who, event, `2026-02-${String(day)}`, { ...more, purposes: [...purposes] }),
    ),
  });

/** Each reader, purpose and category that is open. */
function open(facts: ChildFacts): Set<string> {
  const found = new Set<string>();
  for (const reader of readers)
    for (const purpose of purposes)
      for (const [category, { effect }] of decisionsOn(policy, facts, reader, purpose, moment))
        if (effect === "permit") found.add(`${reader.subject} ${purpose} ${category}`);
  return found;
}

describe("contesting an assessment", () => {
  test("opens what is open with it and without it, and nothing else, whatever was said and assessed besides", () => {
    let [contesting, closing] = [0, 0];
    fc.assert(
      fc.property(situations, ({ all, words, dateOfBirth, which }) => {
        const contested = all[which % Math.max(1, all.length)];
        if (contested === undefined) return;
        const before = open(factsOf(words, dateOfBirth, all));
        const without = open(
          factsOf(
            words,
            dateOfBirth,
            all.filter((one) => one !== contested),
          ),
        );
        const after = open(
          factsOf(
            words,
            dateOfBirth,
            all.map((one) => (one === contested ? { ...one, contestedAt: moment.now } : one)),
          ),
        );
        expect([...after].sort()).toEqual([...before].filter((each) => without.has(each)).sort());
        contesting += 1;
        if (after.size < before.size) closing += 1;
      }),
      { numRuns: 300 },
    );
    expect(contesting).toBeGreaterThan(50);
    expect(closing).toBeGreaterThan(10);
  });

  test("of several opens no more than contesting one of them", () => {
    fc.assert(
      fc.property(situations, ({ all, words, dateOfBirth }) => {
        const contested = all.map((one) => ({ ...one, contestedAt: moment.now }));
        const after = open(factsOf(words, dateOfBirth, contested));
        for (const one of contested) {
          const single = open(
            factsOf(
              words,
              dateOfBirth,
              all.map((each, index) => (contested[index] === one ? one : each)),
            ),
          );
          expect([...after].filter((each) => !single.has(each))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("that nobody contests is decided once", () => {
    const facts = factsOf([], "2014-11-02", [assessment("gillick-competence")]);
    expect(withoutContested(facts)).toEqual([facts]);
  });
});
