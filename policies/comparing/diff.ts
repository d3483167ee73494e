import { allCircumstances, circumstancesAt } from "../deciding/situations.ts";
import type { Circumstances } from "../deciding/situations.ts";
import type { Person, Policy } from "../policy.ts";
import type { RecordMark } from "../vocabulary.ts";
import { alike } from "../questions/alike.ts";
import { CircumstancesSet } from "../deciding/circumstances-set.ts";
import { type ActionChange, diffActions } from "./action-diff.ts";
import { effectOf, recordKinds } from "../questions/effects.ts";

/** What a change of the agreements does for some persons and categories: all of them alike. */
export interface EffectChange {
  readonly change: "now permitted" | "no longer permitted";
  readonly persons: readonly Person[];
  readonly categories: readonly string[];
  /** Which kinds of record it is about, by their marks; all four if it is about the category as a whole. */
  readonly recordKinds: readonly (readonly RecordMark[])[];
  readonly circumstances: CircumstancesSet;
  /** How many situations it is: circumstances, persons and categories multiplied. */
  readonly situations: number;
  /** The plainest of the circumstances: the fewest restrictions, consents and overrides. */
  readonly example: Circumstances;
}

/** How two policies differ in effect: in what may be read, and in who may change the facts. */
export interface PolicyDifference {
  readonly overall: "equal" | "wider" | "narrower" | "mixed";
  readonly changes: readonly EffectChange[];
  readonly actions: readonly ActionChange[];
}

/**
 * Compares what two policies permit: who may change what, and what may be read in every situation there is: all roles, relationships, purposes, rights-holders, consents, restrictions, overrides and
 * categories of either. Wording, order, dates, and rules that come to the same do not show. Nor do reasons for refusing.
 */
export function diff(before: Policy, after: Policy): PolicyDifference {
  const found = personsOf(before, after).flatMap((person) =>
    categoriesOf(before, after).flatMap((category) => changesFor(before, after, person, category)),
  );
  const changes = merged(merged(found, "categories"), "persons").sort((one, other) => order(one) - order(other));
  const actions = diffActions(before, after);
  const kinds = new Set([...changes, ...actions].map(({ change }) => change));
  const overall = kinds.size === 2 ? "mixed" : kinds.has("now permitted") ? "wider" : kinds.size === 1 ? "narrower" : "equal";
  return { overall, changes, actions };
}

function changesFor(before: Policy, after: Policy, person: Person, category: string): EffectChange[] {
  const [earlier, later] = [effectOf(before, person, category), effectOf(after, person, category)];
  const changed = (from: typeof earlier, to: typeof earlier, change: EffectChange["change"]) => {
    const perKind = recordKinds.map((kind, index) => ({ kind, set: (to[index] ?? none).minus(from[index] ?? none) }));
    const groups = alike(
      perKind.filter(({ set }) => !set.isEmpty),
      ({ set }) => set.key,
    );
    return groups.map((group) =>
      changeOf(
        change,
        [person],
        [category],
        group.map(({ kind }) => kind),
        group[0].set,
      ),
    );
  };
  return [...changed(earlier, later, "now permitted"), ...changed(later, earlier, "no longer permitted")];
}

const none = CircumstancesSet.empty;

function changeOf(
  change: EffectChange["change"],
  persons: readonly Person[],
  categories: readonly string[],
  kinds: EffectChange["recordKinds"],
  circumstances: CircumstancesSet,
): EffectChange {
  const numbers = circumstances.numbers();
  const plainest = numbers.reduce((best, number) => (departures(number) < departures(best) ? number : best), numbers[0] ?? 0);
  const situations = numbers.length * persons.length * categories.length;
  return { change, persons, categories, recordKinds: kinds, circumstances, situations, example: circumstancesAt(plainest) };
}

// How far circumstances are from the plainest: restrictions and overrides are the rarest.
const allDepartures = allCircumstances.map(
  ({ consent, override, restriction, rightsHolder }) =>
    restriction.length * 4 +
    (override ? 3 : 0) +
    { none: 0, given: 1, refused: 2, withdrawn: 2, expired: 2 }[consent] +
    (rightsHolder === "parent" ? 0 : 1),
);

function departures(number: number): number {
  return allDepartures[number] ?? 0;
}

/** Joins changes that differ in nothing but the persons, or the categories. */
function merged(changes: readonly EffectChange[], by: "persons" | "categories"): EffectChange[] {
  const other = by === "persons" ? "categories" : "persons";
  return alike(changes, (one) => JSON.stringify([one.change, one[other], one.recordKinds, one.circumstances.key])).map((group) => {
    const [first] = group;
    const persons = by === "persons" ? group.flatMap((one) => one.persons) : first.persons;
    const categories = by === "categories" ? group.flatMap((one) => one.categories) : first.categories;
    return { ...first, persons, categories, situations: first.situations * group.length };
  });
}

// What is newly open is read first: it is what a reviewer must not miss.
function order({ change }: EffectChange): number {
  return change === "now permitted" ? 0 : 1;
}

function personsOf(...policies: readonly Policy[]): readonly Person[] {
  return unique(policies.flatMap(({ persons }) => persons));
}

function categoriesOf(...policies: readonly Policy[]): readonly string[] {
  return unique(policies.flatMap(({ categories }) => categories.map(({ id }) => id)));
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
