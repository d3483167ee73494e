import { englandMidnight } from "../../../service/england-midnight.ts";
import type { Principal } from "../../../trust/access-token.ts";
import type { Moment } from "./moment.ts";
import { isMember, type MembershipFacts } from "./relationship.ts";

const day = 24 * 60 * 60 * 1000;

/** A membership with the moment at which the practitioner was brought to the team; null if nobody knows more than the day. */
type Arrival = MembershipFacts & { readonly joinedAt: Date | null };

/** Whether a membership has lasted for a day: long enough for the others on the team to see who is on it. */
export function isSettled({ joinedAt, from }: Pick<Arrival, "joinedAt" | "from">, now: Date): boolean {
  return now.getTime() - (joinedAt ?? englandMidnight(from)).getTime() >= day;
}

/** Whether somebody is on a child's team by a membership that has lasted for a day. */
export function hasSettled(
  memberships: readonly Arrival[],
  { subject, agency }: Pick<Principal, "subject" | "agency">,
  { now, today }: Moment,
): boolean {
  const own = memberships.filter((one) => one.practitioner === subject && one.agency === agency && isMember(one, today));
  return own.some((one) => isSettled(one, now));
}
