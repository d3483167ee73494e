import { ChildviewError } from "../../../../service/errors.ts";
import type { OpenChange } from "../change-child.ts";
import { mustAct } from "../must-act.ts";
import { addEvent, type Saying } from "./add-event.ts";
import { standingWordOf } from "./last-word.ts";

/** What is withdrawn, and, where a practitioner writes it down for the person, how they heard it. */
export interface Withdrawal {
  readonly consentId: string;
  readonly heard?: Saying | undefined;
}

/**
 * Withdraws all that a consent still covers, from this moment. Whoever gave it may, whatever became of their rights since: taking back one's word harms nobody.
 * Answers the consent's id. Throws CONSENT_NOT_FOUND, CONSENT_NOT_GIVEN, ALREADY_WITHDRAWN, NOT_YOUR_CONSENT, ACTION_NOT_PERMITTED or EVIDENCE_MISSING.
 */
export async function withdraw(open: OpenChange, { consentId, heard }: Withdrawal): Promise<string> {
  const { principal, today } = open;
  const last = standingWordOf(open, consentId);
  if (principal.agency === "family") {
    if (last.person !== principal.subject) throw new ChildviewError("NOT_YOUR_CONSENT", "");
  } else mustAct(open, "record-consent");
  if (principal.agency !== "family" && heard === undefined) throw new ChildviewError("EVIDENCE_MISSING", "");
  const { consent, person, capacity, categories, recipients, purposes } = last;
  const said = {
    consent,
    person,
    capacity,
    categories,
    recipients,
    purposes,
    event: "withdrawn",
    validFrom: today,
    validUntil: null,
  } as const;
  await addEvent(open, said, heard ?? { method: "online", evidence: "Said through Childview" });
  return consentId;
}
