import { addresses, reachOf } from "../deciding/reach.ts";
import type { Person, Policy, Rule } from "../policy.ts";
import { recordMarks } from "../vocabulary.ts";
import type { RecordMark } from "../vocabulary.ts";
import { CircumstancesSet } from "../deciding/circumstances-set.ts";

/** The kinds of record that rules tell apart, by the marks that a record bears. The first bears none. */
export const recordKinds: readonly (readonly RecordMark[])[] = [[], ...recordMarks.map((mark) => [mark]), recordMarks];

/** For each of {@link recordKinds}, the circumstances in which records of that kind are read. */
export type Effect = readonly CircumstancesSet[];

// For those to whom nothing is open.
const noEffect: Effect = recordKinds.map(() => CircumstancesSet.empty);

// By policy, then person, then category. A policy never changes, so neither does what was found of it.
const effects = new WeakMap<Policy, Map<number, Map<string, Effect>>>();

/**
 * In which of all possible circumstances a person reads a category: what `decide` would answer, asked for all of them at once.
 * A person or a category that the policy does not know has no effect. What was found once is kept as long as the policy.
 */
export function effectOf(policy: Policy, person: Person, category: string): Effect {
  const rules = policy.rulesByCategory.get(category);
  const number = policy.personNumbers.get(person.role)?.get(person.agency);
  if (!rules || number === undefined) return noEffect;
  const ofPolicy = kept(effects, policy, () => new Map<number, Map<string, Effect>>());
  const ofPerson = kept(ofPolicy, number, () => new Map<string, Effect>());
  return kept(ofPerson, category, () => effectOfRules(rules.filter((rule) => addresses(rule, person))));
}

function kept<K, V>(found: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const known = found.get(key);
  if (known !== undefined) return known;
  const made = make();
  found.set(key, made);
  return made;
}

function effectOfRules(rules: readonly Rule[]): Effect {
  return recordKinds.map((borne) => {
    const about = (effect: Rule["effect"]) =>
      CircumstancesSet.union(rules.filter((rule) => rule.effect === effect && isAbout(rule, borne)).map(reachOf));
    return about("permit").minus(about("prohibit"));
  });
}

/** Circumstances in which the same records are read. */
export interface Reading {
  /** The kinds of record that are left out, as few as say it: where records with one mark are, so are those that bear it beside another. */
  readonly leftOut: readonly (readonly RecordMark[])[];
  readonly circumstances: CircumstancesSet;
}

/** The effect sorted by what is left out, from the whole category downwards; circumstances in which nothing is read are in none of them. */
export function readingsOf([unmarked = CircumstancesSet.empty, ...marked]: Effect): readonly Reading[] {
  const kinds = recordKinds.slice(1);
  return Array.from({ length: 2 ** kinds.length }, (_, choice) => kinds.filter((_kind, index) => (choice & (1 << index)) !== 0)).flatMap(
    (unread) => {
      const circumstances = kinds.reduce((left, kind, index) => {
        const read = marked[index] ?? CircumstancesSet.empty;
        return unread.includes(kind) ? left.minus(read) : left.and(read);
      }, unmarked);
      const leftOut = unread.filter(
        (kind) => !unread.some((other) => other.length < kind.length && other.every((mark) => kind.includes(mark))),
      );
      return circumstances.isEmpty ? [] : [{ leftOut, circumstances }];
    },
  );
}

// A permit with marks leaves out records that bear any of them; a prohibition with marks keeps back those that bear them all.
function isAbout({ effect, marks }: Rule, borne: readonly RecordMark[]): boolean {
  return effect === "permit" ? !marks.some((mark) => borne.includes(mark)) : marks.every((mark) => borne.includes(mark));
}
