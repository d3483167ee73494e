import { ChildviewError } from "../../../../service/errors.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { OpenChange } from "../change-child.ts";

/** The latest event of one of the child's consents, which says what it comes to now. Throws CONSENT_NOT_FOUND. */
export function lastWordOf({ child }: Pick<OpenChange, "child">, consent: string): ConsentEventRow {
  const [last] = child.consentEvents
    .filter((event) => event.consent === consent)
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  if (last === undefined) throw new ChildviewError("CONSENT_NOT_FOUND", "");
  return last;
}

/** The latest event of a consent that was given and not withdrawn since; it may have run out. Throws CONSENT_NOT_FOUND, CONSENT_NOT_GIVEN or ALREADY_WITHDRAWN. */
export function standingWordOf(open: Pick<OpenChange, "child">, consent: string): ConsentEventRow {
  const last = lastWordOf(open, consent);
  if (last.event === "refused") throw new ChildviewError("CONSENT_NOT_GIVEN", "");
  if (last.event === "withdrawn") throw new ChildviewError("ALREADY_WITHDRAWN", "");
  return last;
}
