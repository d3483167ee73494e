import type { Relationship } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { type DirectoryEntry, entryOf } from "./directory.ts";
import { inForce, isEnded } from "./in-force.ts";

/** A family's relation to a child, in force from one day until another (both within, ISO 8601). */
export interface FamilyFacts {
  readonly person: string;
  readonly kind: string;
  readonly parentalResponsibility: boolean;
  readonly from: string;
  readonly until: string | null;
}

/** A practitioner's membership of a team around a child, in force from one day until another. */
export interface MembershipFacts {
  readonly practitioner: string;
  readonly agency: string;
  readonly lead: boolean;
  readonly from: string;
  readonly until: string | null;
  readonly endedAt: Date | null;
  /** Whether their own agency has still to confirm the mandate. */
  readonly awaitsMandate: boolean;
}

/** Who has to do with a child. */
export interface AroundChild {
  readonly family: readonly FamilyFacts[];
  readonly memberships: readonly MembershipFacts[];
  /** The directory's entries of all whom a membership names. */
  readonly directory: readonly DirectoryEntry[];
}

/**
 * The legitimate relationship between the person who asks and the child, on a day. A subject is unique only within its issuer, so a family relation counts only for
 * a token of the families' issuer, and a membership only for one of the agency that it names. Whom the directory has in another agency by now works for that, and the mandate of the one
 * before is nobody's.
 */
export function relationship(
  principal: Pick<Principal, "subject" | "agency">,
  { family, memberships, directory }: AroundChild,
  today: string,
): Relationship {
  if (principal.agency === "family")
    return familyRelationship(family.filter((fact) => fact.person === principal.subject && inForce(fact, today)));
  const own = memberships.filter(
    (fact) => fact.practitioner === principal.subject && fact.agency === principal.agency && isMember(fact, today),
  );
  if (own.length === 0 || entryOf(directory, principal)?.agency !== principal.agency) return "none";
  return own.some((fact) => fact.lead) ? "lead" : "team";
}

/** Whether a membership makes a relationship on a day. One that somebody ended makes none from that moment, and one that awaits its mandate none yet. */
export function isMember(membership: Pick<MembershipFacts, "from" | "until" | "endedAt" | "awaitsMandate">, today: string): boolean {
  return inForce(membership, today) && !isEnded(membership) && !membership.awaitsMandate;
}

function familyRelationship(own: readonly FamilyFacts[]): Relationship {
  if (own.length === 0) return "none";
  if (own.some((fact) => fact.kind === "self")) return "self";
  return own.some((fact) => fact.parentalResponsibility) ? "holder" : "parent";
}
