import { ChildviewError } from "../../../../service/errors.ts";
import { isOwn } from "../../deciding/overrides.ts";
import type { TellingOfOverride } from "../asked/disclosure.ts";
import type { Change, OpenOverride } from "../change.ts";
import { disclosureOf } from "../disclosure/disclosing.ts";
import { adding } from "../writes.ts";
import { answersFor } from "./concerned.ts";
import { tellOfOverride } from "./told-of-override.ts";

/**
 * Says for the officer's own agency from which day on the family is told of an override that is kept from them, with all that was looked at by it. They are told when the last of the agencies that it concerns lets them be. Throws OVERRIDE_OWN to whoever
 * opened it, whatever their role is now; OVERRIDE_NOT_FOUND to all but the officers who answer for it; NOTHING_KEPT; ARGUMENT_INVALID or REASON_TOO_SHORT.
 */
export function tellFamilyOf(open: OpenOverride, { toldFrom, reason }: TellingOfOverride): Change {
  const { override, principal } = open;
  if (isOwn(override, principal)) throw new ChildviewError("OVERRIDE_OWN", "");
  if (!answersFor(open, "tell-family")) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
  if (override.keptFromFamily === null) throw new ChildviewError("NOTHING_KEPT", "");
  const row = disclosureOf(open, { override: override.id, practitioner: null, firstDay: null, lastDay: null, toldFrom, reason });
  return { id: override.id, writes: [adding("disclosures", row), ...tellOfOverride(open, override)] };
}
