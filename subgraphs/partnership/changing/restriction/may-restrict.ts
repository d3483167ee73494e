import type { Action, Restriction } from "../../../../policies/index.ts";
import type { RestrictionRow } from "../../records/restriction-row.ts";
import { agenciesOnTeam } from "../alerting/addressees.ts";
import { isToldOf } from "../../deciding/told-of-restrictions.ts";
import type { OpenChange } from "../change.ts";
import { may, rolesIn } from "../must-act.ts";

/** Who may record each kind of restriction. */
export const actionOfKind: Readonly<Record<Restriction, Action>> = {
  "court-order": "record-court-order",
  shielded: "shield-whereabouts",
  "serious-harm": "withhold-for-serious-harm",
};

/** What is restricted, as far as it decides who may do it. */
interface Restricted {
  readonly kind: Restriction;
  readonly categories: readonly string[];
}

/** Whether this person may record such a restriction. The serious harm test is an opinion about one's own agency's records (DPA 2018 schedule 3), so it covers no others. */
export function mayRestrict(open: OpenChange, { kind, categories }: Restricted): boolean {
  const { policy, principal } = open;
  const owners = new Set(policy.categories.filter(({ id }) => categories.includes(id)).map(({ owner }) => owner));
  return may(open, actionOfKind[kind]) && [...owners].every((owner) => owner === principal.agency);
}

/** Whether this person may record restrictions of any kind. */
export function mayRestrictAtAll(open: OpenChange): boolean {
  return Object.keys(actionOfKind).some((kind) => mayRestrict(open, { kind: kind as Restriction, categories: [] }));
}

/**
 * Whether this person answers for a recorded restriction by their role on the team: it may record such a one, and they are told of this one; of a court order all are
 * told who may record one, since one of them has to confirm it.
 */
export function answersByRole(open: OpenChange, restriction: RestrictionRow): boolean {
  const { agency } = open.principal;
  const told = () => rolesIn(open).every((role) => isToldOf(restriction, { role, agency }, true));
  return mayRestrict(open, restriction) && (restriction.kind === "court-order" || told());
}

/** Whether this person is a privacy officer who answers for a restriction: of the agency that does, or of one on the team. Officers have no relationship with the child. */
export function answersAsOfficer(open: OpenChange, { agency }: Pick<RestrictionRow, "agency">): boolean {
  const { principal } = open;
  if (!may(open, "review-restriction", "none")) return false;
  return principal.agency === agency || agenciesOnTeam(open).has(principal.agency);
}

/** The same of any restriction of the child: whether an officer has to do with them at all. */
export function isOfficerOfAny(open: OpenChange): boolean {
  return open.child.restrictions.some((restriction) => answersAsOfficer(open, restriction));
}
