import { ChildviewError } from "../../../../service/errors.ts";
import { keepsFromAnother } from "../../deciding/override-review.ts";
import { isOwn } from "../../deciding/overrides.ts";
import { authorOf } from "../author.ts";
import type { AllowingAnother } from "../asked/override.ts";
import type { Change, OpenOverride } from "../change.ts";
import { mustHaveSubstance } from "../substance.ts";
import { altering } from "../writes.ts";
import { answersFor } from "./concerned.ts";
import { tellOfOverride } from "./told-of-override.ts";

/**
 * Lets whoever opened an override that the officer's agency found unjustified open another of the child, as far as that agency goes. What was found stands. Throws OVERRIDE_OWN to whoever
 * opened it, whatever their role is now; OVERRIDE_NOT_FOUND to all but the officers who answer for it; NOTHING_TO_ALLOW; REASON_TOO_SHORT.
 */
export function allowAnother(open: OpenOverride, { reason }: AllowingAnother): Change {
  const { override, principal, now } = open;
  const { id, allowances } = override;
  if (isOwn(override, principal)) throw new ChildviewError("OVERRIDE_OWN", "");
  if (!answersFor(open, "allow-another-override")) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
  if (!keepsFromAnother(override, principal.agency)) throw new ChildviewError("NOTHING_TO_ALLOW", "");
  mustHaveSubstance("reason", reason);
  const allowance = { agency: principal.agency, by: authorOf(principal), at: now.toISOString(), reason };
  return { id, writes: [altering("overrides", id, { allowances: [...allowances, allowance] }), ...tellOfOverride(open, override)] };
}
