import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import { authorOf } from "../author.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustSayWhy } from "../ground.ts";
import { altering } from "../writes.ts";
import { mayRestrict, mayRestrictAtAll } from "./may-restrict.ts";

/** Which restriction ends, and why. */
export interface EndingRestriction {
  readonly restrictionId: string;
  readonly ground: string;
}

/**
 * Ends a restriction from this moment, and answers its id. Whoever may record such a one may. Throws ACTION_NOT_PERMITTED, RESTRICTION_NOT_FOUND, RESTRICTION_ENDED or
 * REASON_TOO_SHORT.
 */
export function endRestriction(open: OpenChange, { restrictionId, ground }: EndingRestriction): Change {
  const { child, principal, now, today } = open;
  if (!mayRestrictAtAll(open)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  mustSayWhy(ground);
  // That there is a restriction of a kind can put somebody at risk, so one that is not theirs to end reads as none.
  const restriction = child.restrictions.find((one) => one.id === restrictionId && mayRestrict(open, one));
  if (restriction === undefined) throw new ChildviewError("RESTRICTION_NOT_FOUND", "");
  if (isEnded(restriction) || isOver(restriction, today)) throw new ChildviewError("RESTRICTION_ENDED", "");
  const ended = { endedAt: now, endedBy: authorOf(principal), endGround: ground };
  return { id: restrictionId, writes: [altering("restrictions", restrictionId, ended)] };
}
