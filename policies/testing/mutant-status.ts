import { circumstancesAt } from "../deciding/situations.ts";
import type { Circumstances } from "../deciding/situations.ts";
import type { Person, Policy } from "../policy.ts";
import { CircumstancesSet } from "../deciding/circumstances-set.ts";
import { recordKinds } from "../questions/effects.ts";
import type { Effect } from "../questions/effects.ts";
import { runTests } from "./run-tests.ts";
import type { TestAbout } from "./tests-by-situation.ts";

/** A change that no test notices: the agreements would mean something else and every test would still hold. */
export interface Survivor {
  /** What was changed, as the middle of "if …, no test would fail". */
  readonly change: string;
  readonly person: Person;
  readonly category: string;
  /** The plainest of those in which the category comes out otherwise. */
  readonly circumstances: Circumstances;
  /** For each of `recordKinds` whether such records are read there, before the change and after it. */
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
}

/** What becomes of a change: it has no effect, a test fails of it, or nothing notices. */
export type MutantStatus = "equivalent" | "killed" | Survivor;

/** How a changed policy differs for one person and category. */
export interface Difference {
  readonly change: string;
  readonly person: Person;
  readonly category: string;
  readonly before: Effect;
  readonly after: Effect;
  readonly circumstances: CircumstancesSet;
}

/** The circumstances in which some kind of record is read under one effect only. */
export function differing(before: Effect, after: Effect): CircumstancesSet {
  const none = CircumstancesSet.empty;
  return CircumstancesSet.union(
    recordKinds.flatMap((_kind, index) => {
      const [earlier, later] = [before[index] ?? none, after[index] ?? none];
      return [earlier.minus(later), later.minus(earlier)];
    }),
  );
}

/**
 * Whether a difference is noticed: whether a test is about it and fails when it is run on the changed policy. Throws Error if the test holds there all the same,
 * for then `decide` and `effectOf` disagree.
 */
export function statusOf(changed: Policy, testAbout: TestAbout, difference: Difference): "killed" | Survivor {
  const { change, person, category, circumstances } = difference;
  const test = testAbout(person, category, circumstances);
  if (!test) return survivorOf(difference);
  if (runTests(changed, [test]).failures.length > 0) return "killed";
  throw new Error(`If ${change}, ${category} would come out otherwise for ${person.role}, and decide does not show it.`);
}

function survivorOf({ change, person, category, before, after, circumstances }: Difference): Survivor {
  const [plainest = 0] = circumstances.numbers().sort((one, other) => departures(one) - departures(other));
  const at = (effect: Effect) => recordKinds.map((_kind, index) => effect[index]?.has(plainest) === true);
  return { change, person, category, circumstances: circumstancesAt(plainest), before: at(before), after: at(after) };
}

// How far circumstances are from the usual.
function departures(number: number): number {
  const { rightsHolder, consent, restriction, override } = circumstancesAt(number);
  const unusual = (rightsHolder === "parent" ? 0 : 1) + (consent === "none" ? 0 : consent === "given" ? 1 : 2);
  return restriction.length * 4 + (override ? 3 : 0) + unusual;
}
