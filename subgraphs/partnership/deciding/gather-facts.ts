import type { Facts, Policy, Purpose, Restriction } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { type AssessmentFacts, rightsHolderOf } from "./capacity.ts";
import { type ConsentEventFacts, consentState } from "./consent-state.ts";
import type { Moment } from "./moment.ts";
import { openOverrides, type OverrideFacts } from "./overrides.ts";
import { namesOfReader } from "./recipients.ts";
import { type AroundChild, relationship } from "./relationship.ts";
import { bars } from "./speakers.ts";
import { wordsThatCount } from "./words-that-count.ts";

/** A restriction on a child's record, in force from one day until another. */
export interface RestrictionFacts {
  readonly kind: Restriction;
  /** Whom a court order restricts; null for other kinds. */
  readonly person: string | null;
  /** What is withheld because of serious harm; empty for other kinds. */
  readonly categories: readonly string[];
  readonly from: string;
  readonly until: string | null;
  readonly endedAt: Date | null;
  /** The agency that answers for it. */
  readonly agency: string;
  /** The last day on which it holds unless another agency confirms it; null if nobody need. */
  readonly confirmBy: string | null;
  readonly confirmedBy: string | null;
}

/** All that the partnership knows of a child and that bears on a decision. */
export interface ChildFacts<E extends ConsentEventFacts = ConsentEventFacts> extends AroundChild {
  readonly dateOfBirth: string;
  readonly consentEvents: readonly E[];
  readonly restrictions: readonly RestrictionFacts[];
  /** The shields of other children while they live at the child's address: an address is kept from nobody that a brother or sister gives away. */
  readonly householdShields: readonly RestrictionFacts[];
  readonly assessments: readonly AssessmentFacts[];
  readonly overrides: readonly OverrideFacts[];
}

/**
 * Puts together the facts of one decision, as the person would ask in the role that the principal names: complete for every category, so that none is missing where a rule looks for it.
 * Pure. Does not compare the role with the directory: `factsOn` does.
 */
export function gatherFacts(policy: Policy, child: ChildFacts, principal: Principal, purpose: Purpose, { now, today }: Moment): Facts {
  const restrictions = [...child.restrictions, ...child.householdShields].filter((fact) => bars(fact, today));
  const reader = namesOfReader(principal);
  const overridden = new Set(openOverrides(child.overrides, principal, purpose, now).flatMap(({ categories }) => categories));
  const each = <T>(fact: (category: string) => T): Record<string, T> =>
    Object.fromEntries(policy.categories.map(({ id }) => [id, fact(id)]));
  const counting = wordsThatCount(child, today);
  const consent = (category: string) => consentState(counting(category), { category, reader, purpose, today });
  return {
    role: principal.role,
    agency: principal.agency,
    relationship: relationship(principal, child, today),
    purpose,
    rightsHolder: rightsHolderOf(child, today),
    consent: each(consent),
    restrictions: each((category) => restrictions.filter((fact) => bearsOn(fact, category, principal)).map(({ kind }) => kind)),
    overrides: each((category) => overridden.has(category)),
  };
}

function bearsOn(fact: RestrictionFacts, category: string, principal: Principal): boolean {
  if (fact.kind === "court-order") return principal.agency === "family" && fact.person === principal.subject;
  return fact.kind === "shielded" || fact.categories.includes(category);
}
