import type { Facts, Policy, Purpose, Restriction } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { type ConsentEventFacts, consentState } from "./consent-state.ts";
import { type FamilyFacts, inForce, type MembershipFacts, relationship } from "./relationship.ts";
import { rightsHolder } from "./rights-holder.ts";

/** A restriction on a child's record, in force from one day until another. */
export interface RestrictionFacts {
  readonly kind: Restriction;
  /** Whom a court order restricts; null for other kinds. */
  readonly person: string | null;
  /** What is withheld because of serious harm; empty for other kinds. */
  readonly categories: readonly string[];
  readonly from: string;
  readonly until: string | null;
}

/** All that the partnership knows of a child and that bears on a decision. */
export interface ChildFacts<E extends ConsentEventFacts = ConsentEventFacts> {
  readonly dateOfBirth: string;
  readonly family: readonly FamilyFacts[];
  readonly memberships: readonly MembershipFacts[];
  readonly consentEvents: readonly E[];
  readonly restrictions: readonly RestrictionFacts[];
}

/** Puts together the facts of one decision: complete for every category, so that none is missing where a rule looks for it. Pure. */
export function gatherFacts(policy: Policy, child: ChildFacts, principal: Principal, purpose: Purpose, today: string): Facts {
  const restrictions = child.restrictions.filter((fact) => inForce(fact, today));
  const entitled = consentingPersons(child, today);
  const events = child.consentEvents.filter((event) => entitled.has(event.person));
  const each = <T>(fact: (category: string) => T): Record<string, T> =>
    Object.fromEntries(policy.categories.map(({ id }) => [id, fact(id)]));
  return {
    role: principal.role,
    agency: principal.agency,
    relationship: relationship(principal, child.family, child.memberships, today),
    purpose,
    rightsHolder: rightsHolder(child.dateOfBirth, today),
    consent: each((category) => consentState(events, { category, recipient: principal.agency, purpose, today })),
    restrictions: each((category) => restrictions.filter((fact) => bearsOn(fact, category, principal)).map(({ kind }) => kind)),
    overrides: each(() => false),
  };
}

/** Whose consent counts on a day: the young person's own once they hold their rights, before that each holder's whom no court order restricts. */
export function consentingPersons(child: ChildFacts, today: string): ReadonlySet<string> {
  const restricted = child.restrictions.filter((fact) => fact.kind === "court-order" && inForce(fact, today)).map(({ person }) => person);
  const youngPerson = rightsHolder(child.dateOfBirth, today) === "young-person";
  const entitled = child.family.filter(
    (fact) =>
      inForce(fact, today) && (youngPerson ? fact.kind === "self" : fact.parentalResponsibility) && !restricted.includes(fact.person),
  );
  return new Set(entitled.map(({ person }) => person));
}

function bearsOn(fact: RestrictionFacts, category: string, principal: Principal): boolean {
  if (fact.kind === "court-order") return principal.agency === "family" && fact.person === principal.subject;
  return fact.kind === "shielded" || fact.categories.includes(category);
}
