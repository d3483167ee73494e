import { ChildviewError } from "../../../../service/errors.ts";
import type { Dated } from "../../deciding/in-force.ts";
import type { Giving } from "../asked/consent.ts";
import type { Change, OpenChange } from "../change.ts";
import { periodOf } from "../period.ts";
import { addEvent } from "./add-event.ts";
import { mustServeOthers } from "./own-interest.ts";
import { saidAt } from "./said-at.ts";
import { mustBeCategories, mustBeKnown, scopeOf } from "./scope.ts";
import { asToldTo, consentingAs } from "./consenting-as.ts";
import { personOf, sayingOf } from "./word.ts";

/**
 * Begins a consent: somebody's word that something may be shared, or must not be. Answers its id. A consent on a paper of an earlier day counts from that day, so what
 * the person said since stands; a refusal counts from now. Throws ACTION_NOT_PERMITTED, ARGUMENT_INVALID, EVIDENCE_MISSING, PERIOD_INVALID, or why the person's word
 * does not count: NOT_A_HOLDER, RIGHTS_RESTRICTED, RIGHTS_PASSED_TO_YOUNG_PERSON, RIGHTS_NOT_YET_YOURS or CHILD_DECIDES. Of a yes that a practitioner writes down also
 * ASSESSMENT_OWN or CONSENT_IN_OWN_FAVOUR.
 */
export function give(open: OpenChange, giving: Giving): Change {
  const person = personOf(open, giving.person);
  const saying = sayingOf(open, giving.heard);
  const scope = scopeOf(giving);
  mustBeCategories(open.policy, scope.categories);
  mustBeKnown(open, giving.recipients);
  const { from: validFrom, until: validUntil } = periodOfGiving(open, giving);
  // Only what could be recorded is asked about the person: a mistake that stores nothing must not tell whose word counts.
  const capacity = consentingAs(asToldTo(open), person, scope.categories, open.today);
  if (giving.decision === "given") mustServeOthers(open, { ...scope, capacity });
  const at = giving.decision === "given" ? saidAt(open, saying.saidOn) : open.now;
  const consent = open.newId();
  const said = { consent, person, capacity, event: giving.decision, ...scope, validFrom, validUntil };
  return { id: consent, writes: addEvent(open, said, saying, at) };
}

function periodOfGiving(open: OpenChange, { decision, from, until }: Giving): Dated {
  if (decision === "refused" && (from !== undefined || until !== undefined))
    throw new ChildviewError("PERIOD_INVALID", 'A refusal holds from now until the person says otherwise; leave "from" and "until" out.');
  return periodOf(open, { from, until });
}
