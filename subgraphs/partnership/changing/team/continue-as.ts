import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { authorOf } from "../author.ts";
import { mustHaveRoomForMembership } from "../bounds.ts";
import type { Change, OpenChange } from "../change.ts";
import { adding } from "../writes.ts";
import { endMembership } from "./end-membership.ts";

/** What a member is to the team. */
type Part = Pick<TeamMembershipRow, "lead" | "leadNamedAt" | "ledBefore">;

/** Ends a membership and has it go on from the same moment in another part, so that who led when stays known. Its id is that of the one that goes on. Throws TOO_MANY_MEMBERSHIPS; checks nothing else. */
export function continueAs(open: OpenChange, row: TeamMembershipRow, part: Part): Change {
  mustHaveRoomForMembership(open);
  const { principal, today } = open;
  const id = open.newId();
  const from = row.from > today ? row.from : today;
  const going = { recordedBy: authorOf(principal), endedAt: null, endedBy: null, leadProposedBy: null };
  return { id, writes: [endMembership(open, row), adding("memberships", { ...row, ...part, ...going, id, from })] };
}
