import { circumstancesAt, circumstancesCount, commonNumber, ownNumber } from "../deciding/situations.ts";
import type { Person } from "../policy.ts";
import { CircumstancesSet } from "../deciding/circumstances-set.ts";
import type { CategoryExpectation, CommonCircumstances, Expectation, OwnCircumstances } from "./expectation.ts";

/** Finds a test that is about one of these circumstances, for the person and the category, and narrows it to just that situation. */
export type TestAbout = (person: Person, category: string, circumstances: CircumstancesSet) => Expectation | undefined;

interface Coverage {
  readonly expectation: Expectation;
  readonly expected: CategoryExpectation;
  readonly covered: CircumstancesSet;
}

/** Which situations the tests are about. */
export function testsBySituation(expectations: readonly Expectation[]): TestAbout {
  const known = new Map<string, Coverage[]>();
  for (const expectation of expectations) {
    const coverOf = coverage(expectation.common);
    for (const [category, expected] of expectation.categories) {
      const one = { expectation, expected, covered: coverOf(expected.own) };
      for (const person of expectation.persons) {
        const key = keyOf(person, category);
        known.set(key, [...(known.get(key) ?? []), one]);
      }
    }
  }
  return (person, category, circumstances) => {
    for (const { expectation, expected, covered } of known.get(keyOf(person, category)) ?? []) {
      const first = firstOf(covered.and(circumstances));
      if (first !== undefined) return narrowed(expectation, expected, person, category, first);
    }
    return undefined;
  };
}

function keyOf({ role, agency }: Person, category: string): string {
  return `${role} ${agency} ${category}`;
}

// Most categories of a test share one list of their own circumstances.
function coverage(common: readonly CommonCircumstances[]): (own: readonly OwnCircumstances[]) => CircumstancesSet {
  const starts = common.map((one) => commonNumber(one) ?? Number.NaN);
  const known = new Map<readonly OwnCircumstances[], CircumstancesSet>();
  return (own) => {
    const offsets = own.map(({ consent, restriction, override }) => ownNumber(consent, restriction, override) ?? Number.NaN);
    const numbers = new Set(starts.flatMap((start) => offsets.map((offset) => start + offset)));
    const covered = known.get(own) ?? CircumstancesSet.of((number) => numbers.has(number));
    known.set(own, covered);
    return covered;
  };
}

// Asked for each of very many changes, which is why the other numbers are not looked for.
function firstOf(set: CircumstancesSet): number | undefined {
  if (set.isEmpty) return undefined;
  for (let number = 0; number < circumstancesCount; number += 1) if (set.has(number)) return number;
  return undefined;
}

function narrowed(expectation: Expectation, expected: CategoryExpectation, person: Person, category: string, number: number): Expectation {
  const circumstances = circumstancesAt(number);
  return {
    ...expectation,
    persons: [person],
    common: [circumstances],
    categories: new Map([[category, { ...expected, own: [circumstances] }]]),
  };
}
