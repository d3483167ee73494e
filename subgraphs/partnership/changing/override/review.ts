import { ChildviewError } from "../../../../service/errors.ts";
import { isOpen, isOwn } from "../../deciding/overrides.ts";
import { authorOf } from "../author.ts";
import type { Change, OpenOverride } from "../change.ts";
import { altering } from "../writes.ts";
import { answersFor } from "./concerned.ts";
import { revocation } from "./revoke.ts";
import { mustHaveSubstance } from "./substance.ts";

/** How an officer judges an override. */
export interface Judgement {
  readonly justified: boolean;
  readonly note: string;
}

/**
 * Closes the review of an override. One that is found unjustified while it is open ends with that. Throws OVERRIDE_OWN to whoever opened it, whatever their role is
 * now; OVERRIDE_NOT_FOUND to all but the officers who answer for it; OVERRIDE_ALREADY_REVIEWED; REASON_TOO_SHORT.
 */
export function review(open: OpenOverride, { justified, note }: Judgement): Change {
  const { override, principal, now } = open;
  if (isOwn(override, principal)) throw new ChildviewError("OVERRIDE_OWN", "");
  if (!answersFor(open, "review-override")) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
  if (override.reviewedAt !== null) throw new ChildviewError("OVERRIDE_ALREADY_REVIEWED", "");
  mustHaveSubstance("note", note);
  const closed = { reviewedAt: now, reviewedBy: authorOf(principal), justified, reviewNote: note };
  const ended = !justified && isOpen(override, now) ? revocation(open, note) : {};
  return { id: override.id, writes: [altering("overrides", override.id, { ...closed, ...ended })] };
}
