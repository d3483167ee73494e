import { type CategoryDecision, type ConsentState, decide, type Facts, type Policy, type Purpose } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { withoutContested } from "./contested.ts";
import { entryOf, rolesOf } from "./directory.ts";
import type { ChildFacts } from "./child-facts.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { Moment } from "./moment.ts";
import { narrower } from "./narrower.ts";

/**
 * What is decided of a child for a person and a purpose, by category: of all, or of those that are named. While an assessment of who decides is contested, only what is
 * permitted with it and without it; where token and directory name two roles, only what each of them is permitted. Every decision about a child is made here. Pure.
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
  const [first, ...others] = allFacts.map((facts) => decide(policy, facts, categories));
  return others.reduce(onBoth, first ?? new Map());
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

/**
 * The facts of a decision, for each role in which it is decided, that of the token first: as they are, and then as they would be without what is contested; see `rolesOf` and
 * `withoutContested`. Pure.
 */
export function factsOn(policy: Policy, child: ChildFacts, principal: Principal, purpose: Purpose, moment: Moment): readonly Facts[] {
  return rolesToward(child, principal).flatMap((role) =>
    withoutContested(child).map((facts) => gatherFacts(policy, facts, { ...principal, role }, purpose, moment)),
  );
}

/** The roles in which it is decided what somebody reads of a child. Whom the directory does not have has no relationship either, in whichever role: they are told so in their own. Pure. */
export function rolesToward({ directory }: Pick<ChildFacts, "directory">, principal: Principal): readonly [string, ...string[]] {
  const [first = principal.role, ...others] = rolesOf(principal, entryOf(directory, principal));
  return [first, ...others];
}

type Decisions = ReadonlyMap<string, CategoryDecision>;

function onBoth(one: Decisions, other: Decisions): Decisions {
  return new Map([...one].map(([category, decision]) => [category, narrower(decision, other.get(category))]));
}
