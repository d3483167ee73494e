import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import { bars } from "../../deciding/restriction-in-force.ts";
import type { RestrictionRow } from "../../records/restriction-row.ts";
import type { OpenChange } from "../change.ts";
import { answersAsOfficer, answersByRole, isOfficerOfAny, mayRestrictAtAll } from "./may-restrict.ts";

/** Throws ACTION_NOT_PERMITTED for somebody who has to do with no restriction: neither by their role on the team, nor as an officer. */
export function mustAnswerForSome(open: OpenChange): void {
  if (!isOfficerOfAny(open) && !mayRestrictAtAll(open)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
}

/**
 * A restriction that this person answers for, by their role or as an officer. That there is one of a kind can put somebody at risk, so one that
 * is not theirs reads as none, whatever id they know. Throws RESTRICTION_NOT_FOUND, or RESTRICTION_ENDED if it holds no longer.
 */
export function restrictionOf(open: OpenChange, id: string): RestrictionRow {
  const found = open.child.restrictions.find((one) => one.id === id && (answersByRole(open, one) || answersAsOfficer(open, one)));
  if (found === undefined) throw new ChildviewError("RESTRICTION_NOT_FOUND", "");
  const over = isEnded(found) || isOver(found, open.today) || (found.from <= open.today && !bars(found, open.today));
  if (over) throw new ChildviewError("RESTRICTION_ENDED", "");
  return found;
}
