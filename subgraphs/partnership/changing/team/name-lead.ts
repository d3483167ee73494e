import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import { isMember } from "../../deciding/relationship.ts";
import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { agenciesOnTeam } from "../alerting/addressees.ts";
import { authorOf } from "../author.ts";
import type { NamingLead } from "../asked/team.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { altering } from "../writes.ts";
import { continueAs } from "./continue-as.ts";
import { tellTeam } from "./told-of-team.ts";

/**
 * Makes a member of the team the child's one lead practitioner, in place of whoever leads now or was to lead later; they stay on the team. Whoever leads hands over alone.
 * Where nobody leads, two agencies agree: the first to name somebody proposes them, and the second to name the same makes them the lead; a team of one agency has
 * nobody else to ask. Answers the id of the named member's membership. Throws ACTION_NOT_PERMITTED, NOT_ON_TEAM, ALREADY_LEAD or TOO_MANY_MEMBERSHIPS.
 */
export function nameLead(open: OpenChange, { practitionerId }: NamingLead): Change {
  mustAct(open, "name-lead");
  const members = open.child.memberships.filter((one) => isMember(one, open.today));
  // Where there is a lead, handing over is theirs alone.
  if (open.relationship !== "lead" && members.some(({ lead }) => lead)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  const own = members.filter(({ practitioner }) => practitioner === practitionerId);
  const [next] = own;
  const agreed = next !== undefined && isAgreed(open, next);
  // Nobody makes themself the lead: it opens more to them, and the family turns to them first. What another agency proposed they may accept.
  if (open.relationship !== "lead" && !agreed && practitionerId === open.principal.subject)
    throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  if (next === undefined) throw new ChildviewError("NOT_ON_TEAM", "");
  if (own.some(({ lead }) => lead)) throw new ChildviewError("ALREADY_LEAD", "");
  const decides = open.relationship === "lead" || agreed || agenciesOnTeam(open).size === 1;
  return decides ? handOver(open, next) : propose(open, next);
}

function isAgreed({ principal }: OpenChange, { leadProposedBy }: TeamMembershipRow): boolean {
  const proposer = leadProposedBy === null ? undefined : recipientFrom(leadProposedBy);
  return proposer !== undefined && proposer.agency !== principal.agency;
}

function propose(open: OpenChange, { id }: TeamMembershipRow): Change {
  return { id, writes: [altering("memberships", id, { leadProposedBy: authorOf(open.principal) }), ...tellTeam(open, "lead", id)] };
}

function handOver(open: OpenChange, next: TeamMembershipRow): Change {
  const { child, now, today } = open;
  const leads = child.memberships.filter((one) => one.lead && !isEnded(one) && !isOver(one, today));
  const former = leads.map((one) => ({ one, after: continueAs(open, one, { lead: false, leadNamedAt: null, ledBefore: null }) }));
  const ledBefore = former.find(({ one }) => isMember(one, today))?.after.id ?? null;
  const leading = continueAs(open, next, { lead: true, leadNamedAt: now, ledBefore });
  return {
    id: leading.id,
    writes: [...former.flatMap(({ after }) => after.writes), ...leading.writes, ...tellTeam(open, "lead", leading.id)],
  };
}
