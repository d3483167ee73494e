import type { Purpose } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import type { Dated } from "../../deciding/in-force.ts";
import type { Recipient } from "../../deciding/recipients.ts";
import type { Change, OpenChange } from "../change.ts";
import { periodOf } from "../period.ts";
import { addEvent, type Saying } from "./add-event.ts";
import { mustServeOthers } from "./own-interest.ts";
import { saidAt } from "./said-at.ts";
import { mustBeCategories, mustBeKnown, scopeOf } from "./scope.ts";
import { asToldTo, speakerOn } from "./speaker.ts";
import { personOf, sayingOf } from "./word.ts";

/** What somebody agrees to share, or refuses to. */
export interface Giving {
  readonly decision: "given" | "refused";
  readonly categories: readonly string[];
  readonly recipients: readonly Recipient[];
  readonly purposes: readonly Purpose[];
  /** ISO 8601 days, both within. A consent is given from today and until it is withdrawn unless they say otherwise. A refusal has neither. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Whose word a practitioner writes down: a person's id, or the child's for their own. A family member speaks for themself and leaves it out. */
  readonly person?: string | undefined;
  /** How the practitioner heard it. */
  readonly heard?: Saying | undefined;
}

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
  const capacity = speakerOn(asToldTo(open), person, scope.categories, open.today);
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
