import { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { authorOf } from "../author.ts";
import type { OpenChange } from "../change-child.ts";

/** Ends a membership from this moment. The row stays, as what was. Checks nothing. */
export async function endMembership({ manager, principal, now, today }: OpenChange, { id, from }: TeamMembershipRow): Promise<void> {
  const until = from > today ? from : today;
  await manager.update(TeamMembershipRow, { id }, { until, endedAt: now, endedBy: authorOf(principal) });
}
