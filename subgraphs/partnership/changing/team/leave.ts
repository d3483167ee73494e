import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import { isMember } from "../../deciding/relationship.ts";
import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { endMembership } from "./end-membership.ts";

/** Which membership ends. */
export interface Leaving {
  readonly membershipId: string;
}

/**
 * Ends a membership from this moment, and with it the practitioner's relationship to the child: every other membership by which they are on the team now, or would be later, ends with it.
 * One's own everybody may end. Answers the membership's id. Throws ACTION_NOT_PERMITTED, MEMBERSHIP_NOT_FOUND or MEMBERSHIP_ENDED.
 */
export function leaveTeam(open: OpenChange, { membershipId }: Leaving): Change {
  const { child, today } = open;
  const membership = child.memberships.find(({ id }) => id === membershipId);
  if (membership === undefined || !isOwn(open, membership)) mustAct(open, "end-membership");
  if (membership === undefined) throw new ChildviewError("MEMBERSHIP_NOT_FOUND", "");
  mustSpeakFor(open, membership);
  if (isEnded(membership) || isOver(membership, today)) throw new ChildviewError("MEMBERSHIP_ENDED", "");
  return { id: membershipId, writes: endingWith(membership, open).map((one) => endMembership(open, one)) };
}

function isOwn({ principal }: OpenChange, { practitioner, agency }: TeamMembershipRow): boolean {
  return practitioner === principal.subject && agency === principal.agency;
}

// As with joining: whoever leads acts for the whole team, others for their own agency. Else one agency could put another's social worker out of reach of the child.
function mustSpeakFor({ principal, relationship }: OpenChange, { agency }: TeamMembershipRow): void {
  if (relationship !== "lead" && agency !== principal.agency) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
}

// An imported list may have a practitioner on the team twice, or again later; one that stayed would keep or bring back the child within their reach.
function endingWith(membership: TeamMembershipRow, { child, today }: OpenChange): readonly TeamMembershipRow[] {
  if (!isMember(membership, today)) return [membership];
  const { practitioner, agency } = membership;
  const own = child.memberships.filter((one) => one.practitioner === practitioner && one.agency === agency);
  return own.filter((one) => !isEnded(one) && !isOver(one, today));
}
