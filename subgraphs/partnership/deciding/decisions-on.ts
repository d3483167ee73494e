import { type CategoryDecision, type ConsentState, decide, type Facts, type Policy, type Purpose } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { withoutContested } from "./contested.ts";
import { type ChildFacts, gatherFacts } from "./gather-facts.ts";
import type { Moment } from "./moment.ts";

/**
 * What is decided of a child for a person and a purpose, by category: of all, or of those that are named. While an assessment of who decides is contested, only what is
 * permitted with it and without it. Every decision about a child is made here. Pure.
 */
export function decisionsOn(
  policy: Policy,
  child: ChildFacts,
  principal: Principal,
  purpose: Purpose,
  moment: Moment,
  categories?: readonly string[],
): ReadonlyMap<string, CategoryDecision> {
  return decidedTogether(policy, factsOn(policy, child, principal, purpose, moment), categories);
}

/** What {@link decisionsOn} decides by these facts, which are those of {@link factsOn}. Pure. */
export function decidedTogether(
  policy: Policy,
  allFacts: readonly Facts[],
  categories?: readonly string[],
): ReadonlyMap<string, CategoryDecision> {
  const [asTheyAre, ...without] = allFacts.map((facts) => decide(policy, facts, categories));
  return without.reduce(onBoth, asTheyAre ?? new Map());
}

/** The facts as if every category had this state of consent, and nobody had opened an override. Pure. */
export function withConsent(facts: Facts, state: ConsentState): Facts {
  return { ...facts, consent: everywhere(facts.consent, state), overrides: everywhere(facts.overrides, false) };
}

/** The facts as if nobody had opened an override. Pure. */
export function withoutOverrides(facts: Facts): Facts {
  return { ...facts, overrides: everywhere(facts.overrides, false) };
}

function everywhere<T>(byCategory: Readonly<Record<string, unknown>>, value: T): Record<string, T> {
  return Object.fromEntries(Object.keys(byCategory).map((category) => [category, value]));
}

/** The facts of a decision, as they are and then as they would be without what is contested; see `withoutContested`. Pure. */
export function factsOn(policy: Policy, child: ChildFacts, principal: Principal, purpose: Purpose, moment: Moment): readonly Facts[] {
  return withoutContested(child).map((facts) => gatherFacts(policy, facts, principal, purpose, moment));
}

type Decisions = ReadonlyMap<string, CategoryDecision>;

function onBoth(one: Decisions, other: Decisions): Decisions {
  return new Map([...one].map(([category, decision]) => [category, narrower(decision, other.get(category))]));
}

/** The one that withholds, if one of them does; else a permit of what both permit. */
function narrower(one: CategoryDecision, other: CategoryDecision | undefined): CategoryDecision {
  if (one.effect === "withhold" || other === undefined) return one;
  if (other.effect === "withhold") return other;
  const ruleIds = [...new Set([...one.ruleIds, ...other.ruleIds])].sort();
  if (!one.conditional || !other.conditional) return { ...(one.conditional ? one : other), ruleIds };
  // A record passes if a rule of the one and a rule of the other let it pass.
  const rules = one.rules.flatMap((rule) =>
    other.rules.map(({ conditions }) => ({ ...rule, conditions: { ...rule.conditions, ...conditions } })),
  );
  return { ...one, rules, ruleIds };
}
