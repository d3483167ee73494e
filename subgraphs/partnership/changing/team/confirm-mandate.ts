import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import { authorOf } from "../author.ts";
import type { NamingMembership } from "../asked/team.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { altering } from "../writes.ts";
import { tellTeam } from "./told-of-team.ts";

/**
 * Confirms that a practitioner whom another agency brought in works with the child for their own: from then on the child is within their reach. Somebody else of their
 * agency does. Answers the membership's id. Throws ACTION_NOT_PERMITTED or MEMBERSHIP_NOT_FOUND.
 */
export function confirmMandate(open: OpenChange, { membershipId }: NamingMembership): Change {
  mustAct(open, "confirm-mandate");
  const { child, principal, today } = open;
  const membership = child.memberships.find(({ id, agency }) => id === membershipId && agency === principal.agency);
  if (membership === undefined || !membership.awaitsMandate || isEnded(membership) || isOver(membership, today))
    throw new ChildviewError("MEMBERSHIP_NOT_FOUND", "");
  if (membership.practitioner === principal.subject) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  const confirmed = altering("memberships", membershipId, { awaitsMandate: false, confirmedBy: authorOf(principal) });
  const newcomer = { agency: membership.agency, person: membership.practitioner };
  return { id: membershipId, writes: [confirmed, ...tellTeam(open, "team", membershipId, [newcomer])] };
}
