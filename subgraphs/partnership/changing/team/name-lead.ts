import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import { isMember } from "../../deciding/relationship.ts";
import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { authorOf } from "../author.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { adding } from "../writes.ts";
import { endMembership } from "./end-membership.ts";

/** Who is to lead. */
export interface NamingLead {
  readonly practitionerId: string;
}

/**
 * Makes a member of the team the child's one lead practitioner, in place of whoever leads now or was to lead later; they stay on the team. Answers the id of the new
 * lead's membership. Throws ACTION_NOT_PERMITTED, NOT_ON_TEAM or ALREADY_LEAD.
 */
export function nameLead(open: OpenChange, { practitionerId }: NamingLead): Change {
  mustAct(open, "name-lead");
  const { child, today } = open;
  const members = child.memberships.filter((one) => isMember(one, today));
  // Where there is a lead, handing over is theirs alone.
  if (open.relationship !== "lead" && members.some(({ lead }) => lead)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  // Nobody makes themself the lead: it opens more to them, and the family turns to them first.
  if (open.relationship !== "lead" && practitionerId === open.principal.subject) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  const own = members.filter(({ practitioner }) => practitioner === practitionerId);
  const [next] = own;
  if (next === undefined) throw new ChildviewError("NOT_ON_TEAM", "");
  if (own.some(({ lead }) => lead)) throw new ChildviewError("ALREADY_LEAD", "");
  const leads = child.memberships.filter((one) => one.lead && !isEnded(one) && !isOver(one, today));
  const handedOver = leads.map((one) => continueAs(open, one, { lead: false }));
  const leading = continueAs(open, next, { lead: true });
  return { id: leading.id, writes: [...handedOver, leading].flatMap(({ writes }) => writes) };
}

/** Ends a membership and has it go on from the same moment in another part, so that who led when stays known. Answers the id of the one that goes on. */
function continueAs(open: OpenChange, row: TeamMembershipRow, part: { readonly lead: boolean }): Change {
  const { principal, today } = open;
  const id = open.newId();
  const from = row.from > today ? row.from : today;
  const continued = { ...row, ...part, id, from, recordedBy: authorOf(principal), endedAt: null, endedBy: null };
  return { id, writes: [endMembership(open, row), adding("memberships", continued)] };
}
