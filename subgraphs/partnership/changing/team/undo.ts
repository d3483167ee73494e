import { ChildviewError } from "../../../../service/errors.ts";
import { isOver } from "../../deciding/in-force.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import { isMember } from "../../deciding/relationship.ts";
import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { authorOf } from "../author.ts";
import { mustHaveRoomForMembership } from "../bounds.ts";
import type { NamingMembership } from "../asked/team.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { adding } from "../writes.ts";
import { continueAs } from "./continue-as.ts";
import { tellTeam } from "./told-of-team.ts";

/** How long a change of lead and an expulsion can be undone (milliseconds). A week has a working day for everybody, also for those who work one day of it. */
const undoneWithin = 7 * 24 * 60 * 60 * 1000;

/**
 * Undoes, within seven days, that somebody was put off the team, or that the lead passed to somebody. An expulsion is undone by another member than whoever made it and
 * whom it was of; if the member is of another agency, that agency confirms it first. A change of lead is undone by whoever led before, or by a member of another
 * agency than whoever named the new one. Answers the id of the membership that goes on. Throws ACTION_NOT_PERMITTED, NOTHING_TO_UNDO or TOO_MANY_MEMBERSHIPS.
 */
export function undoTeamChange(open: OpenChange, { membershipId }: NamingMembership): Change {
  const membership = open.child.memberships.find(({ id }) => id === membershipId);
  const passed = membership !== undefined && leadsAnew(open, membership);
  // Any role can lead, and so any role takes back what it handed over.
  if (!passed || !ledBefore(open, membership)) mustAct(open, "undo-team-change");
  if (passed) return backToFormerLead(open, membership);
  if (membership !== undefined && wasExpelled(open, membership)) return backOnTeam(open, membership);
  throw new ChildviewError("NOTHING_TO_UNDO", "");
}

function wasExpelled({ child, now, today }: OpenChange, one: TeamMembershipRow): boolean {
  const { endedAt, endedBy, practitioner, agency } = one;
  if (endedAt === null || now.getTime() - endedAt.getTime() > undoneWithin) return false;
  if (endedBy === authorOf({ agency, subject: practitioner }) || isOver(one, today)) return false;
  // Only what ended last is an expulsion: a membership that went on as the lead's, say, may have been left by its own member since.
  return !child.memberships.some(
    (other) => other.practitioner === practitioner && other.agency === agency && !isOver(other, today) && endsAfter(other, endedAt),
  );
}

function endsAfter({ endedAt }: TeamMembershipRow, moment: Date): boolean {
  return endedAt === null || endedAt > moment;
}

function backOnTeam(open: OpenChange, expelled: TeamMembershipRow): Change {
  const { principal, today } = open;
  const { practitioner, agency, from } = expelled;
  // Whoever was put off the team is not on it, and so does not come here.
  if (expelled.endedBy === authorOf(principal)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  mustHaveRoomForMembership(open);
  const id = open.newId();
  const back = {
    ...expelled,
    ...{ id, from: from > today ? from : today, lead: false, recordedBy: authorOf(principal), endedAt: null, endedBy: null },
    ...{ awaitsMandate: agency !== principal.agency, confirmedBy: null, leadProposedBy: null, leadNamedAt: null, ledBefore: null },
  };
  return { id, writes: [adding("memberships", back), ...tellTeam(open, "team", id, [{ agency, person: practitioner }])] };
}

function leadsAnew({ now, today }: OpenChange, { lead, leadNamedAt, ...one }: TeamMembershipRow): boolean {
  return lead && isMember(one, today) && leadNamedAt !== null && now.getTime() - leadNamedAt.getTime() <= undoneWithin;
}

function formerLead({ child }: OpenChange, leading: TeamMembershipRow): TeamMembershipRow | undefined {
  return child.memberships.find(({ id }) => id === leading.ledBefore);
}

function ledBefore(open: OpenChange, leading: TeamMembershipRow): boolean {
  const former = formerLead(open, leading);
  return former?.practitioner === open.principal.subject && former.agency === open.principal.agency;
}

function backToFormerLead(open: OpenChange, leading: TeamMembershipRow): Change {
  const { principal, today } = open;
  const former = formerLead(open, leading);
  const leadsNow = leading.practitioner === principal.subject && leading.agency === principal.agency;
  const namedByOwn = recipientFrom(leading.recordedBy ?? "")?.agency === principal.agency;
  if (leadsNow || (!ledBefore(open, leading) && namedByOwn)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  const noLonger = continueAs(open, leading, { lead: false, leadNamedAt: null, ledBefore: null });
  const again =
    former !== undefined && isMember(former, today)
      ? continueAs(open, former, { lead: true, leadNamedAt: null, ledBefore: null })
      : undefined;
  const id = again?.id ?? noLonger.id;
  return { id, writes: [...noLonger.writes, ...(again?.writes ?? []), ...tellTeam(open, "lead", id)] };
}
