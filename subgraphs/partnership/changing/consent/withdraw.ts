import type { Withdrawal } from "../asked/consent.ts";
import type { Change, OpenChange } from "../change.ts";
import { addEvent } from "./add-event.ts";
import { standingWordOf } from "./last-word.ts";
import { sayingOf } from "./word.ts";

/**
 * Withdraws all that a consent still covers, from this moment, whenever it was said. Whoever gave it may, whatever became of their rights since: taking back one's word
 * harms nobody. Answers the consent's id. Throws ACTION_NOT_PERMITTED, CONSENT_NOT_FOUND, NOT_YOUR_CONSENT, CONSENT_NOT_GIVEN, ALREADY_WITHDRAWN, ARGUMENT_INVALID or
 * EVIDENCE_MISSING.
 */
export function withdraw(open: OpenChange, { consentId, heard }: Withdrawal): Change {
  const { consent, person, capacity, categories, recipients, purposes } = standingWordOf(open, consentId);
  const saying = sayingOf(open, heard);
  const scope = { categories, recipients, purposes, validFrom: open.today, validUntil: null };
  return { id: consentId, writes: addEvent(open, { consent, person, capacity, event: "withdrawn", ...scope }, saying) };
}
