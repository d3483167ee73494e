import { ChildviewError } from "../../../../service/errors.ts";
import { agenciesConcerned, isOpen } from "../../deciding/overrides.ts";
import { hasSettled } from "../../deciding/settled.ts";
import { shieldsOf } from "../../deciding/shields.ts";
import { authorOf } from "../author.ts";
import type { Agreeing } from "../asked/override.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { altering } from "../writes.ts";
import { isStopped } from "./stopped.ts";
import { tellOfOverride } from "./told-of-override.ts";

/**
 * Agrees, as the second person, that an override opens what it named of the shielded, and answers its id. For a member of the team of another agency who has been on it
 * for a day. It ends when it would have ended. Throws ACTION_NOT_PERMITTED; OVERRIDE_NOT_FOUND, of one that never waited and to the agency of whoever opened it too; OVERRIDE_ENDED; NOTHING_AWAITS.
 */
export function agreeToOverride(open: OpenChange, { overrideId }: Agreeing): Change {
  mustAct(open, "agree-to-override");
  const { child, principal, policy, now, today } = open;
  if (!hasSettled(child.memberships, principal, open)) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  const override = child.overrides.find(({ id, agency }) => id === overrideId && agency !== principal.agency);
  // Of one that never waited nobody was told to agree, and so it is not told here that there is one.
  if (override === undefined || (override.awaiting.length === 0 && override.agreedBy === null))
    throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
  if (!isOpen(override, now)) throw new ChildviewError("OVERRIDE_ENDED", "");
  const { agency, awaiting, reviews, practitioner: subject } = override;
  // What an officer has judged is what was opened until then; nor does it open more to somebody of whom another was found unjustified.
  if (awaiting.length === 0 || reviews.length > 0 || isStopped(child, { subject, agency })) throw new ChildviewError("NOTHING_AWAITS", "");
  const categories = [...new Set([...override.categories, ...awaiting])];
  // Somebody may have shielded the child since it was opened.
  const nowConcerned = agenciesConcerned(policy, { agency, categories }, shieldsOf(child, today));
  const concerned = [...new Set([...override.concerned, ...nowConcerned])].sort();
  const agreed = { categories, awaiting: [], agreedBy: authorOf(principal), concerned };
  return { id: overrideId, writes: [altering("overrides", overrideId, agreed), ...tellOfOverride(open, { ...override, concerned })] };
}
