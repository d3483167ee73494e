import { englandToday } from "../../../../service/england-today.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { type Dated, isOver } from "../../deciding/in-force.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { OpenChange } from "../change-child.ts";
import { periodOf } from "../period.ts";
import { addEvent, type Saying } from "./add-event.ts";
import { standingWordOf } from "./last-word.ts";
import { saidAt } from "./said-at.ts";
import { speakerOn } from "./speaker.ts";
import { sayingOf } from "./word.ts";

/** Until when a consent is to hold from now on (ISO 8601 day, within). */
export interface Renewal {
  readonly consentId: string;
  readonly until: string;
  readonly heard?: Saying | undefined;
}

/**
 * Gives a consent again, as it stands, with a later end; one that has run out begins again today. That is a new word, so its giver must have the right to it now.
 * Answers its id. Throws as `withdraw` does, PERIOD_INVALID, and why the giver's word no longer counts, as `give` does.
 */
export async function renew(open: OpenChange, { consentId, until, heard }: Renewal): Promise<string> {
  const { child, today } = open;
  const last = standingWordOf(open, consentId);
  const saying = sayingOf(open, heard);
  const { consent, person, categories, recipients, purposes } = last;
  const capacity = speakerOn(child, person, categories, today);
  const { from: validFrom, until: validUntil } = renewed(last, until, today);
  mustFollow(last, saying);
  const at = saidAt(open, saying.saidOn, last.at);
  const scope = { categories, recipients, purposes };
  await addEvent(open, { consent, person, capacity, event: "renewed", ...scope, validFrom, validUntil }, saying, at);
  return consentId;
}

function renewed({ validFrom, validUntil }: ConsentEventRow, until: string, today: string): Dated {
  if (validUntil === null) throw new ChildviewError("PERIOD_INVALID", "It has no end, so there is nothing to renew.");
  if (until <= validUntil) throw new ChildviewError("PERIOD_INVALID", '"until" is not after the day on which it ends now.');
  return periodOf({ today }, { from: isOver({ until: validUntil }, today) ? today : validFrom, until });
}

// It gives again what the consent covers now, so it cannot have been said before that was.
function mustFollow({ at }: ConsentEventRow, { saidOn }: Saying): void {
  if (saidOn !== undefined && saidOn < englandToday(at))
    throw new ChildviewError("ARGUMENT_INVALID", '"heard.saidOn" is before what was last said of this consent.');
}
