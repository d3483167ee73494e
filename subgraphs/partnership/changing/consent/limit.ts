import { ChildviewError } from "../../../../service/errors.ts";
import { isOver } from "../../deciding/in-force.ts";
import { recipientFrom, recipientName } from "../../deciding/recipients.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { Limit } from "../asked/consent.ts";
import type { Change, OpenChange } from "../change.ts";
import { periodOf } from "../period.ts";
import { addEvent } from "./add-event.ts";
import { standingWordOf } from "./last-word.ts";
import { type Cover, mustNarrow } from "./narrowed.ts";
import { mustBeKnown, scopeOf } from "./scope.ts";
import { sayingOf } from "./word.ts";

/**
 * Narrows a consent, from this moment, whenever it was said. Whoever gave it may, whatever became of their rights since: sharing less harms nobody. Answers its id.
 * Throws as `withdraw` does, and LIMIT_WIDENS, PERIOD_INVALID, and ARGUMENT_INVALID if it would cover nothing, or just what it did.
 */
export function limit(open: OpenChange, asked: Limit): Change {
  const last = standingWordOf(open, asked.consentId);
  const saying = sayingOf(open, asked.heard);
  if (isOver({ until: last.validUntil }, open.today))
    throw new ChildviewError("PERIOD_INVALID", "It has run out; to share again, renew it.");
  const cover = coverOf(open, last, asked);
  mustNarrow(last, cover);
  const added = (asked.recipients ?? []).filter((recipient) => !last.recipients.includes(recipientName(recipient)));
  mustBeKnown(open, added);
  const { consent, person, capacity, validFrom } = last;
  return { id: consent, writes: addEvent(open, { consent, person, capacity, event: "limited", validFrom, ...cover }, saying) };
}

function coverOf(open: OpenChange, last: ConsentEventRow, asked: Limit): Cover {
  const { categories = last.categories, purposes = last.purposes, until = last.validUntil ?? undefined } = asked;
  const recipients = asked.recipients ?? last.recipients.flatMap((name) => recipientFrom(name) ?? []);
  const scope = scopeOf({ categories, recipients, purposes });
  return { ...scope, validUntil: periodOf(open, { from: last.validFrom, until }).until };
}
