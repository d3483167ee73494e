import { ChildviewError } from "../../../../service/errors.ts";
import { decisionsOn } from "../../deciding/decisions-on.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";

/**
 * The latest event of a consent that was given and not withdrawn since, which says what it comes to now; it may have run out. A family member changes only their own, a
 * practitioner writes down what its giver said. Throws ACTION_NOT_PERMITTED, CONSENT_NOT_FOUND, NOT_YOUR_CONSENT, CONSENT_NOT_GIVEN or ALREADY_WITHDRAWN.
 */
export function standingWordOf(open: OpenChange, consent: string): ConsentEventRow {
  const { principal } = open;
  if (principal.agency !== "family") mustAct(open, "record-consent");
  // Asked before it is known whether there is such a consent, so that both cost the same.
  const otherwise = principal.agency === "family" ? ofAnother(open) : undefined;
  const last = lastWordOf(open, consent);
  if (otherwise !== undefined && last.person !== principal.subject) throw new ChildviewError(otherwise, "");
  if (last.event === "refused") throw new ChildviewError("CONSENT_NOT_GIVEN", "");
  if (last.event === "withdrawn") throw new ChildviewError("ALREADY_WITHDRAWN", "");
  return last;
}

// That there is such a consent is told only to those who may read what others said.
function ofAnother({ policy, child, principal, ...moment }: OpenChange): "NOT_YOUR_CONSENT" | "CONSENT_NOT_FOUND" {
  const verdict = decisionsOn(policy, child, principal, "FAMILY_ACCESS", moment, ["child.consents"]).get("child.consents");
  return verdict?.effect === "permit" ? "NOT_YOUR_CONSENT" : "CONSENT_NOT_FOUND";
}

function lastWordOf({ child }: OpenChange, consent: string): ConsentEventRow {
  const [last] = child.consentEvents
    .filter((event) => event.consent === consent)
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  if (last === undefined) throw new ChildviewError("CONSENT_NOT_FOUND", "");
  return last;
}
