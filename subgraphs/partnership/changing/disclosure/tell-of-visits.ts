import { ChildviewError } from "../../../../service/errors.ts";
import type { TellingOfVisits } from "../asked/disclosure.ts";
import type { Change, OpenChange } from "../change.ts";
import { may, mustAct } from "../must-act.ts";
import { adding } from "../writes.ts";
import { disclosureOf } from "./disclosing.ts";

/**
 * Says from which day on the family is told what people of the officer's own agency looked at for safeguarding, and answers the id of what was said. What else is held back, by an override say, stays so. Throws ACTION_NOT_PERMITTED,
 * ARGUMENT_INVALID or REASON_TOO_SHORT. Does not check that anybody looked.
 */
export function tellOfVisits(open: OpenChange, { practitioner, firstDay, lastDay, toldFrom, reason }: TellingOfVisits): Change {
  mustAct(open, "tell-family");
  // Who looks tomorrow, and why, nobody knows today.
  if (lastDay > open.today) throw new ChildviewError("ARGUMENT_INVALID", `"lastDay" is today at the latest.`);
  const row = disclosureOf(open, { override: null, practitioner: practitioner ?? null, firstDay, lastDay, toldFrom, reason });
  return { id: row.id, writes: [adding("disclosures", row)] };
}

/** Whether an officer's agency has, or had, somebody on the child's team: only those look at a child. */
export function isOfficerOfLookers(open: OpenChange): boolean {
  const { child, principal, today } = open;
  return child.memberships.some(({ agency, from }) => agency === principal.agency && from <= today) && may(open, "tell-family", "none");
}
