import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { authorOf } from "../author.ts";
import type { OpenChange } from "../change.ts";
import { altering, type Write } from "../writes.ts";

/** Ends a membership from this moment. The row stays, as what was. Checks nothing. */
export function endMembership({ principal, now, today }: OpenChange, { id, from }: TeamMembershipRow): Write {
  const until = from > today ? from : today;
  return altering("memberships", id, { until, endedAt: now, endedBy: authorOf(principal) });
}
