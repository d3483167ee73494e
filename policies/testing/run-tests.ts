import type { CategoryDecision } from "../category-decision.ts";
import { decide } from "../deciding/decide.ts";
import type { Facts } from "../deciding/facts.ts";
import type { Circumstances } from "../deciding/situations.ts";
import type { Person, Policy, Rule } from "../policy.ts";
import type { CategoryExpectation, Expectation, OwnCircumstances } from "./expectation.ts";
import { isAsExpected, readableUnder } from "./readable.ts";

/** A situation in which a category does not come out as a test says. */
export interface Failure {
  readonly expectation: Expectation;
  readonly person: Person;
  readonly category: string;
  readonly circumstances: Circumstances;
  readonly expected: CategoryExpectation;
  readonly decision: CategoryDecision;
  /** In how many more situations of the test the category fails for the person. */
  readonly more: number;
}

/** What became of all tests. */
export interface TestRun {
  /** For each person and category of a test that fails, one situation in which it does: the first of the gravest. */
  readonly failures: readonly Failure[];
  /** The rules without which every test that holds would say the same: no permit of theirs permitted, no prohibition of theirs prevailed or left records out. */
  readonly unexercised: readonly Rule[];
  /** How many decisions were compared. */
  readonly decisions: number;
}

/** Asks `decide` in every situation of every test. Pure. */
export function runTests(policy: Policy, expectations: readonly Expectation[]): TestRun {
  const exercised = new Set<string>();
  const runs = expectations.map((expectation) => runTest(policy, expectation, exercised));
  return {
    failures: runs.flatMap(({ failures }) => failures),
    unexercised: policy.rules.filter(({ id }) => !exercised.has(id)),
    decisions: runs.reduce((sum, { decisions }) => sum + decisions, 0),
  };
}

function runTest(policy: Policy, expectation: Expectation, exercised: Set<string>): { failures: Failure[]; decisions: number } {
  const rounds = roundsOf(expectation);
  const failed = new Map<string, Failure>();
  let decisions = 0;
  for (const person of expectation.persons) {
    for (const common of expectation.common) {
      for (const { own, facts } of rounds) {
        for (const [category, decision] of decide(policy, { ...person, ...common, ...facts }, own.keys())) {
          const expected = expectation.categories.get(category);
          const circumstances = own.get(category);
          if (!expected || !circumstances) continue;
          decisions += 1;
          if (isAsExpected(decision, expected)) for (const id of decisive(decision)) exercised.add(id);
          else note(failed, { expectation, person, category, circumstances: { ...common, ...circumstances }, expected, decision, more: 0 });
        }
      }
    }
  }
  return { failures: [...failed.values()], decisions };
}

interface Round {
  readonly own: ReadonlyMap<string, OwnCircumstances>;
  readonly facts: Pick<Facts, "consent" | "restrictions" | "overrides">;
}

// What is decided of one category depends on no other, so each goes through its own circumstances while the others go through theirs.
function roundsOf({ categories }: Expectation): readonly Round[] {
  const most = Math.max(...[...categories.values()].map(({ own }) => own.length));
  return Array.from({ length: most }, (_, round) => {
    const own = new Map([...categories].flatMap(([id, one]) => (one.own[round] ? [[id, one.own[round]] as const] : [])));
    const each = <T>(value: (one: OwnCircumstances) => T) => Object.fromEntries([...own].map(([id, one]) => [id, value(one)]));
    const facts = {
      consent: each(({ consent }) => consent),
      restrictions: each(({ restriction }) => restriction),
      overrides: each(({ override }) => override),
    };
    return { own, facts };
  });
}

function note(failed: Map<string, Failure>, failure: Failure): void {
  const key = JSON.stringify([failure.person, failure.category]);
  const known = failed.get(key);
  const worst = known && gravity(known) >= gravity(failure) ? known : failure;
  failed.set(key, { ...worst, more: known ? known.more + 1 : 0 });
}

// What is read and should not be comes before what should be and is not, and that before another reason.
function gravity({ decision, expected }: Failure): number {
  const read = readableUnder(decision);
  if (read.some((one, kind) => one && expected.readable[kind] !== true)) return 2;
  return expected.readable.some((one, kind) => one && read[kind] !== true) ? 1 : 0;
}

// The rules behind any other refusal only came near to permitting.
function decisive(decision: CategoryDecision): readonly string[] {
  return decision.effect === "permit" || decision.reason === "RESTRICTED" || decision.reason === "AGENCY_RULE" ? decision.ruleIds : [];
}
