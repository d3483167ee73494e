import type { TeamMembershipRow } from "../../records/team-membership-row.ts";
import { authorOf } from "../author.ts";
import type { OpenChange } from "../change.ts";
import { altering, type Write } from "../writes.ts";

/** Ends a membership from this moment. The row stays as it was, so that the end can be undone. Checks nothing. */
export function endMembership({ principal, now }: OpenChange, { id }: TeamMembershipRow): Write {
  return altering("memberships", id, { endedAt: now, endedBy: authorOf(principal) });
}
