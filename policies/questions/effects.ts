import { addresses, matcherOf } from "../deciding/matching.ts";
import { circumstancesAt, circumstancesCount } from "../deciding/situations.ts";
import type { Circumstances, Person } from "../deciding/situations.ts";
import type { Conditions, Policy, Rule } from "../policy.ts";
import { recordMarks } from "../vocabulary.ts";
import type { RecordMark } from "../vocabulary.ts";
import { CircumstancesSet } from "./circumstances-set.ts";

/** The kinds of record that rules tell apart, by the marks that a record bears. The first bears none. */
export const recordKinds: readonly (readonly RecordMark[])[] = [[], ...recordMarks.map((mark) => [mark]), recordMarks];

/** For each of {@link recordKinds}, the circumstances in which records of that kind are read. */
export type Effect = readonly CircumstancesSet[];

/** Every circumstance there is, by number. */
export const allCircumstances: readonly Circumstances[] = Array.from({ length: circumstancesCount }, (_, number) =>
  circumstancesAt(number),
);

/** The effect for those to whom nothing is open. */
export const noEffect: Effect = recordKinds.map(() => CircumstancesSet.empty);

/**
 * In which of all possible circumstances a person reads a category: what `decide` would answer, asked for all of them at once.
 * A person or a category that the policy does not know has no effect.
 */
export function effectOf(policy: Policy, person: Person, category: string): Effect {
  const rules = policy.rulesByCategory.get(category);
  if (!rules || policy.personNumbers.get(person.role)?.get(person.agency) === undefined) return noEffect;
  const own = [...rules.read, ...rules.narrow].map(({ rule }) => rule).filter((rule) => addresses(rule, person));
  return recordKinds.map((borne) => {
    const about = (effect: Rule["effect"]) =>
      CircumstancesSet.union(own.filter((rule) => rule.effect === effect && isAbout(rule, borne)).map(reachOf));
    return about("permit").minus(about("prohibit"));
  });
}

// A permit with marks leaves out records that bear any of them; a prohibition with marks keeps back those that bear them all.
function isAbout({ effect, marks }: Rule, borne: readonly RecordMark[]): boolean {
  return effect === "permit" ? !marks.some((mark) => borne.includes(mark)) : marks.every((mark) => borne.includes(mark));
}

const reaches = new WeakMap<Conditions, CircumstancesSet>();

/** The circumstances in which a rule holds, for a person whom it addresses: CASL is asked for each of them. */
export function reachOf(rule: Rule): CircumstancesSet {
  const known = reaches.get(rule.when);
  if (known) return known;
  const person = { role: rule.roles === "everyone" ? "anybody" : (rule.roles[0] ?? ""), agency: rule.agencies?.[0] ?? "anywhere" };
  const holds = matcherOf(rule);
  const reach = CircumstancesSet.of((number) => holds({ ...person, ...circumstancesAt(number) }));
  reaches.set(rule.when, reach);
  return reach;
}
