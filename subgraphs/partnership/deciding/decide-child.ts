import type { CategoryDecision, Policy, Purpose } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { decisionsOn, rolesToward } from "./decisions-on.ts";
import type { ChildFacts } from "./child-facts.ts";
import type { Moment } from "./moment.ts";
import { openOverrides } from "./overrides.ts";
import { relationship } from "./relationship.ts";

/** What was decided of one child for one person and purpose. */
export interface ChildDecision {
  readonly child: string;
  readonly purpose: Purpose;
  /** Whether there is any relationship by which the person may know of the child at all. Without one the child reads as not there. */
  readonly withinReach: boolean;
  /** The child's identifiers in use, by system. */
  readonly identifiers: ReadonlyMap<string, string>;
  /** Names the state of the child's consents that was decided on. */
  readonly consentRevision: string;
  /** The override that is open to the person for any of these categories, if there is one; of several the latest. */
  overrideOf(categories: readonly string[]): string | null;
  /** The decision on a category. Throws for one that the policy does not list. */
  verdict(category: string): CategoryDecision;
}

/** A child's facts with what a permit needs besides. */
export interface DecidableChild extends ChildFacts {
  readonly id: string;
  readonly identifiers: ReadonlyMap<string, string>;
}

/** Decides on all categories of a child. Pure. */
export function decideChild(policy: Policy, child: DecidableChild, principal: Principal, purpose: Purpose, moment: Moment): ChildDecision {
  const verdicts = decisionsOn(policy, child, principal, purpose, moment);
  const roles = rolesToward(child, principal);
  // An override is opened in one role: where it is decided in two, it opens nothing.
  const overrides = roles.length > 1 ? [] : openOverrides(child.overrides, principal, purpose, moment.now);
  return {
    child: child.id,
    purpose,
    withinReach: relationship(principal, child, moment.today) !== "none",
    identifiers: child.identifiers,
    consentRevision: String(child.consentEvents.length),
    overrideOf: (categories) => latest(overrides.filter((one) => one.categories.some((category) => categories.includes(category)))),
    verdict(category) {
      const verdict = verdicts.get(category);
      if (verdict === undefined) throw new Error(`the policy has no category ${category}`);
      return verdict;
    },
  };
}

function latest(overrides: readonly { readonly id: string; readonly openedAt: Date }[]): string | null {
  return (
    overrides.reduce<{ id: string; openedAt: Date } | null>((last, one) => (last && last.openedAt >= one.openedAt ? last : one), null)
      ?.id ?? null
  );
}
