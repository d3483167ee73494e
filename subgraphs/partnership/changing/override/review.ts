import { ChildviewError } from "../../../../service/errors.ts";
import { hasReviewed } from "../../deciding/override-review.ts";
import { isOpen, isOwn } from "../../deciding/overrides.ts";
import { authorOf } from "../author.ts";
import type { Judgement } from "../asked/override.ts";
import type { Change, OpenOverride } from "../change.ts";
import { mustHaveSubstance } from "../substance.ts";
import { altering, type Write } from "../writes.ts";
import { answersFor } from "./concerned.ts";
import { revocation } from "./revoke.ts";
import { tellOfOverride } from "./told-of-override.ts";

/**
 * Reviews an override for the officer's own agency; each other that it concerns reviews for itself. One that anybody finds unjustified ends with that, as do all others that are open of the child to whoever opened it, since they open no other.
 * Throws OVERRIDE_OWN to whoever opened it, whatever their role is now; OVERRIDE_NOT_FOUND to all but the officers who answer for it; OVERRIDE_ALREADY_REVIEWED;
 * REASON_TOO_SHORT.
 */
export function review(open: OpenOverride, { justified, note }: Judgement): Change {
  const { override, principal, now } = open;
  const { id } = override;
  if (isOwn(override, principal)) throw new ChildviewError("OVERRIDE_OWN", "");
  if (!answersFor(open, "review-override")) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
  if (hasReviewed(override, principal.agency)) throw new ChildviewError("OVERRIDE_ALREADY_REVIEWED", "");
  mustHaveSubstance("note", note);
  const found = { agency: principal.agency, by: authorOf(principal), at: now.toISOString(), justified, note };
  const ended = !justified && isOpen(override, now) ? revocation(open, note) : {};
  const reviewed = { reviews: [...override.reviews, found], ...ended };
  const others = justified ? [] : endingOthers(open);
  return { id, writes: [altering("overrides", id, reviewed), ...tellOfOverride(open, override), ...others] };
}

// The note stays with those whom the first override concerns: the others may concern other agencies.
const becauseOfAnother = "Another override of this child that they had opened was found unjustified.";

function endingOthers(open: OpenOverride): Write[] {
  const { child, override, now } = open;
  const { id, practitioner, agency } = override;
  return child.overrides
    .filter((one) => one.id !== id && one.practitioner === practitioner && one.agency === agency && isOpen(one, now))
    .flatMap((one) => [altering("overrides", one.id, revocation(open, becauseOfAnother)), ...tellOfOverride(open, one)]);
}
