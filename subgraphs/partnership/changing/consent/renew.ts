import { englandToday } from "../../../../service/england-today.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { type Dated, isOver } from "../../deciding/in-force.ts";
import { livesOf } from "../../deciding/lives.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import { counts, wordsThatCount } from "../../deciding/words-that-count.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { Renewal } from "../asked/consent.ts";
import type { Change, OpenChange } from "../change.ts";
import { periodOf } from "../period.ts";
import { addEvent, type Saying } from "./add-event.ts";
import { standingWordOf } from "./last-word.ts";
import { mustServeOthers } from "./own-interest.ts";
import { saidAt } from "./said-at.ts";
import type { Scope } from "./scope.ts";
import { asToldTo, consentingAs } from "./consenting-as.ts";
import { sayingOf } from "./word.ts";

/**
 * Gives a consent again, as it stands, with a later end; one that has run out begins again today, and so does one that lapsed because others decided in between, with
 * whatever end. That is a new word, so its giver must have the right to it now. Answers its id. Throws as `withdraw` does, PERIOD_INVALID, RENEWAL_CONTRADICTED,
 * ASSESSMENT_OWN, CONSENT_IN_OWN_FAVOUR, and why the giver's word no longer counts, as `give` does.
 */
export function renew(open: OpenChange, { consentId, until, heard }: Renewal): Change {
  const { today } = open;
  const last = standingWordOf(open, consentId);
  const saying = sayingOf(open, heard);
  const { consent, person, categories, recipients, purposes } = last;
  const { from: validFrom, until: validUntil } = renewed(last, until, today, hasLapsed(open, last));
  const capacity = consentingAs(asToldTo(open), person, categories, today);
  mustServeOthers(open, { categories, recipients, capacity });
  mustFollow(last, saying);
  const at = saidAt(open, saying.saidOn, last.at);
  mustNotContradict(open, last, at);
  const said = { consent, person, capacity, event: "renewed", categories, recipients, purposes, validFrom, validUntil } as const;
  return { id: consentId, writes: addEvent(open, said, saying, at) };
}

// Else a renewal, which says nothing of what it covers, would lift a no to a part of it that was said meanwhile.
function mustNotContradict({ child }: OpenChange, last: ConsentEventRow, renewedAt: Date): void {
  const said = livesOf(child.consentEvents).wordAt(last);
  const meanwhile = child.consentEvents.filter(({ person, at }) => person === last.person && at.getTime() > said && at < renewedAt);
  const nos = meanwhile.filter(({ event }) => event === "refused" || event === "withdrawn");
  if (nos.some((no) => meets(no, last))) throw new ChildviewError("RENEWAL_CONTRADICTED", "");
}

function meets(one: Scope, other: Scope): boolean {
  return (
    one.categories.some((category) => other.categories.includes(category)) &&
    one.purposes.some((purpose) => other.purposes.includes(purpose)) &&
    one.recipients.some((name) => other.recipients.some((another) => mayReachTheSame(name, another)))
  );
}

// A role and a person of one agency may be the same reader: nobody is asked here which role the person has.
function mayReachTheSame(name: string, another: string): boolean {
  const [one, other] = [recipientFrom(name), recipientFrom(another)];
  if (one === undefined || other === undefined || one.agency !== other.agency) return false;
  if (one.role !== undefined && other.role !== undefined) return one.role === other.role;
  return one.person === undefined || other.person === undefined || one.person === other.person;
}

// About one of its categories others have decided since it was said, so that it does not count any more although its giver decides.
function hasLapsed(open: OpenChange, last: ConsentEventRow): boolean {
  const counting = wordsThatCount(asToldTo(open), open.today);
  return !last.categories.every((category) => counts(counting, category, last));
}

function renewed({ validFrom, validUntil }: ConsentEventRow, until: string, today: string, lapsed: boolean): Dated {
  if (lapsed) return periodOf({ today }, { from: validFrom > today ? validFrom : today, until });
  if (validUntil === null) throw new ChildviewError("PERIOD_INVALID", "It has no end, so there is nothing to renew.");
  if (until <= validUntil) throw new ChildviewError("PERIOD_INVALID", '"until" is not after the day on which it ends now.');
  return periodOf({ today }, { from: isOver({ until: validUntil }, today) ? today : validFrom, until });
}

// It gives again what the consent covers now, so it cannot have been said before that was.
function mustFollow({ at }: ConsentEventRow, { saidOn }: Saying): void {
  if (saidOn !== undefined && saidOn < englandToday(at))
    throw new ChildviewError("ARGUMENT_INVALID", '"heard.saidOn" is before what was last said of this consent.');
}
