import { addresses, reachOf } from "../deciding/reach.ts";
import type { CategoryDecision } from "../category-decision.ts";
import { decide } from "../deciding/decide.ts";
import { allCircumstances, circumstancesAt, numberOf } from "../deciding/situations.ts";
import type { Circumstances, Situation } from "../deciding/situations.ts";
import type { Policy, Rule } from "../policy.ts";
import { effectOf } from "./effects.ts";

/** A condition of a rule and what stood against it. */
export interface FailedCondition {
  readonly condition: keyof Situation;
  readonly asked: readonly (string | boolean)[];
  readonly found: readonly (string | boolean)[];
}

/** One rule about the category: whether it held, and if not, which of its conditions failed. */
export interface RuleFinding {
  readonly rule: Rule;
  readonly holds: boolean;
  readonly failed: readonly FailedCondition[];
}

/** Circumstances that would have to be different, and how, for the category to be read. */
export type Change = Partial<Circumstances>;

/** Why a category is read or not. */
export interface Explanation {
  readonly category: string;
  readonly situation: Situation;
  readonly decision: CategoryDecision;
  /** The rules that decided first, then the others about the category that address the person; within that by id. */
  readonly findings: readonly RuleFinding[];
  /** The smallest changes that would open the category, none of them needing more than the others; empty if it is open, or nothing would. */
  readonly wouldOpen: readonly Change[];
}

/** Explains the decision on a category in a situation. Pure. A category or person that the policy does not know is withheld. */
export function explain(policy: Policy, asked: Situation, category: string): Explanation {
  const situation = inNormalForm(asked);
  const { role, agency, consent, restriction, override, ...common } = situation;
  const facts = {
    role,
    agency,
    ...common,
    consent: { [category]: consent },
    restrictions: { [category]: restriction },
    overrides: { [category]: override },
  };
  const decision = decide(policy, facts, [category]).get(category) ?? { effect: "withhold", category, reason: "RESTRICTED", ruleIds: [] };
  const decisive = (rule: Rule) => decision.ruleIds.includes(rule.id);
  const findings = policy.rules
    .filter((rule) => rule.categories.includes(category) && (decisive(rule) || addresses(rule, situation)))
    .sort((one, other) => Number(decisive(other)) - Number(decisive(one)))
    .map((rule) => findingOf(rule, situation));
  return {
    category,
    situation,
    decision,
    findings,
    wouldOpen: decision.effect === "permit" ? [] : smallestChanges(policy, situation, category),
  };
}

// Restrictions come in the order of the database, and one that stands twice is one.
function inNormalForm(situation: Situation): Situation {
  const number = numberOf(situation);
  return Number.isNaN(number) ? situation : { ...situation, ...circumstancesAt(number) };
}

function findingOf(rule: Rule, situation: Situation): RuleFinding {
  const holds = addresses(rule, situation) && reachOf(rule).has(numberOf(situation));
  return { rule, holds, failed: holds ? [] : failedIn(rule, situation) };
}

function failedIn({ effect, roles, agencies, when: { override, ...lists } }: Rule, situation: Situation): FailedCondition[] {
  const asked: Readonly<Partial<Record<keyof Situation, readonly (string | boolean)[] | undefined>>> = {
    role: roles === "everyone" ? undefined : roles,
    agency: agencies,
    ...lists,
    override: override === undefined ? undefined : [override],
    purposeHolds: effect === "permit" ? [true] : undefined,
  };
  const conditions = Object.keys(asked) as (keyof Situation)[];
  return conditions.flatMap((condition) => {
    const value = situation[condition];
    const found = typeof value === "object" ? value : [value];
    const values = asked[condition];
    return values === undefined || found.some((one) => values.includes(one)) ? [] : [{ condition, asked: values, found }];
  });
}

const names = Object.keys(allCircumstances[0] ?? {}) as (keyof Circumstances)[];

function smallestChanges(policy: Policy, situation: Situation, category: string): Change[] {
  if (Number.isNaN(numberOf(situation))) return [];
  const [unmarked] = effectOf(policy, situation, category);
  const opening = (unmarked?.numbers() ?? []).flatMap((number) => allCircumstances[number] ?? []);
  // To put one restriction in the place of another is no way out; to lift one is.
  const reachable = opening.filter(({ restriction }) => restriction.every((one) => situation.restriction.includes(one)));
  const fewest = Math.min(...reachable.map((circumstances) => countOf(differing(situation, circumstances))));
  const few = reachable
    .filter((circumstances) => countOf(differing(situation, circumstances)) === fewest)
    .map((circumstances): Change => Object.fromEntries(differing(situation, circumstances).map((name) => [name, circumstances[name]])));
  return few.filter((change) => !few.some((other) => liftsLess(other, change)));
}

// Another purpose is one change, whether or not the first one held: nobody is sent to open a process whom another purpose would serve.
function countOf(names: readonly (keyof Circumstances)[]): number {
  return names.includes("purpose") ? names.filter((name) => name !== "purposeHolds").length : names.length;
}

function liftsLess(one: Change, other: Change): boolean {
  const [left = [], more = []] = [other.restriction, one.restriction];
  const alike = JSON.stringify({ ...one, restriction: [] }) === JSON.stringify({ ...other, restriction: [] });
  return alike && left.length < more.length && left.every((restriction) => more.includes(restriction));
}

function differing(situation: Situation, circumstances: Circumstances): (keyof Circumstances)[] {
  return names.filter((name) =>
    // Both are in the one normal form, so restrictions that are as many and within the situation's are the same.
    name === "restriction" ? situation.restriction.length !== circumstances.restriction.length : situation[name] !== circumstances[name],
  );
}
