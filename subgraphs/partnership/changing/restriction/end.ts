import { recipientFrom } from "../../deciding/recipients.ts";
import type { RestrictionRow } from "../../records/restriction-row.ts";
import { authorOf } from "../author.ts";
import type { EndingRestriction } from "../asked/restriction.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustHaveSubstance } from "../substance.ts";
import { altering } from "../writes.ts";
import { mustAnswerForSome, restrictionOf } from "./find.ts";
import { mayRestrict } from "./may-restrict.ts";
import { tellOfRestriction } from "./told-of-restriction.ts";

/**
 * Ends a restriction, and answers its id. Somebody of the agency that answers for it, whose role may record such a one, ends it from this moment. Anybody else who
 * answers for it asks for its end, and somebody of a second agency who asks for the same ends it. Throws ACTION_NOT_PERMITTED, REASON_TOO_SHORT, RESTRICTION_NOT_FOUND
 * or RESTRICTION_ENDED.
 */
export function endRestriction(open: OpenChange, { restrictionId: id, ground }: EndingRestriction): Change {
  mustAnswerForSome(open);
  mustHaveSubstance("ground", ground);
  const restriction = restrictionOf(open, id);
  const author = authorOf(open.principal);
  const set = ends(open, restriction) ? { endedAt: open.now, endedBy: author, endGround: ground } : { endAskedBy: author };
  return { id, writes: [altering("restrictions", id, set), ...tellOfRestriction(open, restriction)] };
}

function ends(open: OpenChange, restriction: RestrictionRow): boolean {
  const { agency } = open.principal;
  if (agency === restriction.agency && mayRestrict(open, restriction)) return true;
  const asked = recipientFrom(restriction.endAskedBy ?? "")?.agency;
  return asked !== undefined && asked !== agency;
}
