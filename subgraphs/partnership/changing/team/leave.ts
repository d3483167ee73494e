import { ChildviewError } from "../../../../service/errors.ts";
import { inForce, isEnded, isOver } from "../../deciding/in-force.ts";
import { isMember } from "../../deciding/relationship.ts";
import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { authorOf } from "../author.ts";
import type { NamingMembership } from "../asked/team.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { endMembership } from "./end-membership.ts";
import { tellTeam } from "./told-of-team.ts";

/**
 * Ends a membership from this moment, and with it the practitioner's relationship to the child: every other membership by which they are on the team now, or would be later, ends with it.
 * One's own everybody may end, but not one that the law asks for: that is for others of the agency. Of others only those of one's own agency. Answers the membership's
 * id. Throws ACTION_NOT_PERMITTED, MEMBERSHIP_NOT_FOUND, MEMBERSHIP_ENDED, STATUTORY_MEMBER or TEAM_WOULD_BE_EMPTY.
 */
export function leaveTeam(open: OpenChange, { membershipId }: NamingMembership): Change {
  const { child, today } = open;
  const membership = child.memberships.find(({ id }) => id === membershipId);
  const own = membership !== undefined && isOwn(open, membership);
  if (!own) mustAct(open, "end-membership");
  if (membership === undefined) throw new ChildviewError("MEMBERSHIP_NOT_FOUND", "");
  if (!speaksFor(open, membership)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  if (isEnded(membership) || isOver(membership, today)) throw new ChildviewError("MEMBERSHIP_ENDED", "");
  const ending = endingWith(membership, open);
  // A child protection plan, or the care of the council, does not wait until somebody else is found (Working Together to Safeguard Children 2023).
  if (own && ending.some(({ statutory }) => statutory !== null)) throw new ChildviewError("STATUTORY_MEMBER", "");
  mustLeaveSomebody(open, ending);
  return { id: membershipId, writes: [...ending.map((one) => endMembership(open, one)), ...tellTeam(open, "team", membershipId)] };
}

function isOwn({ principal }: OpenChange, { practitioner, agency }: TeamMembershipRow): boolean {
  return practitioner === principal.subject && agency === principal.agency;
}

// A mandate is the agency's own, so nobody puts another agency's people out of reach of the child, whoever leads. What one proposed oneself one may take back.
function speaksFor({ principal }: OpenChange, { agency, awaitsMandate, recordedBy }: TeamMembershipRow): boolean {
  return agency === principal.agency || (awaitsMandate && recordedBy === authorOf(principal));
}

// An imported list may have a practitioner on the team twice, or again later; one that stayed would keep or bring back the child within their reach.
function endingWith(membership: TeamMembershipRow, { child, today }: OpenChange): readonly TeamMembershipRow[] {
  if (!isMember(membership, today)) return [membership];
  const { practitioner, agency } = membership;
  const own = child.memberships.filter((one) => one.practitioner === practitioner && one.agency === agency);
  return own.filter((one) => !isEnded(one) && !isOver(one, today));
}

// Nobody would be left to bring in the next, and the child would be out of everybody's reach while agencies still work with them.
function mustLeaveSomebody({ child, services, today }: OpenChange, ending: readonly TeamMembershipRow[]): void {
  const members = child.memberships.filter((one) => isMember(one, today));
  const emptied = members.length > 0 && members.every((one) => ending.includes(one));
  if (emptied && services.some((service) => inForce(service, today))) throw new ChildviewError("TEAM_WOULD_BE_EMPTY", "");
}
