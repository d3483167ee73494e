import { ChildviewError } from "../../../../service/errors.ts";
import { bars } from "../../deciding/restriction-in-force.ts";
import type { RestrictionRow } from "../../records/restriction-row.ts";
import { authorOf } from "../author.ts";
import type { ContestingRestriction } from "../asked/restriction.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustHaveSubstance } from "../substance.ts";
import { altering } from "../writes.ts";
import { mustAnswerForSome, restrictionOf } from "./find.ts";
import { tellOfRestriction } from "./told-of-restriction.ts";

/**
 * Contests a restriction: it holds all the same, and stands in the officers' queue. Somebody of the family contests every court order that binds them, and is answered
 * alike whether there is any: that is not told here. Whoever answers for a restriction contests it by its id. Answers that id, or the child's. Throws
 * ACTION_NOT_PERMITTED, ARGUMENT_INVALID, REASON_TOO_SHORT, RESTRICTION_NOT_FOUND or RESTRICTION_ENDED.
 */
export function contestRestriction(open: OpenChange, { restrictionId, ground }: ContestingRestriction): Change {
  const { child, principal, today } = open;
  if (principal.agency !== "family") mustAnswerForSome(open);
  if ((principal.agency === "family") !== (restrictionId === undefined))
    throw new ChildviewError("ARGUMENT_INVALID", '"restrictionId" is for those who answer for restrictions, and they name it.');
  mustHaveSubstance("ground", ground);
  if (restrictionId !== undefined) return contested(open, restrictionId, [restrictionOf(open, restrictionId)], ground);
  const binding = child.restrictions.filter((one) => one.kind === "court-order" && one.person === principal.subject && bars(one, today));
  return contested(open, child.id, binding, ground);
}

function contested(open: OpenChange, id: string, restrictions: readonly RestrictionRow[], ground: string): Change {
  const { now, principal } = open;
  const set = { contestedAt: now, contestedBy: authorOf(principal), contestGround: ground };
  const writes = restrictions.flatMap((one) => [altering("restrictions", one.id, set), ...tellOfRestriction(open, one)]);
  return { id, writes };
}
