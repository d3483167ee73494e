import { ChildviewError } from "../../../../service/errors.ts";
import { authorOf } from "../author.ts";
import type { ConfirmingRestriction } from "../asked/restriction.ts";
import type { Change, OpenChange } from "../change.ts";
import { altering } from "../writes.ts";
import { mustAnswerForSome, restrictionOf } from "./find.ts";
import { tellOfRestriction } from "./told-of-restriction.ts";

/**
 * Confirms a court order that somebody of another agency recorded: who confirms it has seen the order, or had it from the court. From then on it holds until its last
 * day. Answers its id. Throws ACTION_NOT_PERMITTED, also to the agency that recorded it, RESTRICTION_NOT_FOUND, RESTRICTION_ENDED or NOTHING_TO_CONFIRM.
 */
export function confirmRestriction(open: OpenChange, { restrictionId: id }: ConfirmingRestriction): Change {
  mustAnswerForSome(open);
  const restriction = restrictionOf(open, id);
  if (restriction.agency === open.principal.agency) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  if (restriction.confirmBy === null || restriction.confirmedBy !== null) throw new ChildviewError("NOTHING_TO_CONFIRM", "");
  const confirmed = altering("restrictions", id, { confirmedBy: authorOf(open.principal) });
  return { id, writes: [confirmed, ...tellOfRestriction(open, restriction)] };
}
