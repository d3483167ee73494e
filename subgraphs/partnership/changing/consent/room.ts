import { purposes } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import { mostInAYear, saidWithinAYear } from "../bounds.ts";
import type { OpenChange } from "../change.ts";
import type { Scope } from "./scope.ts";

/** What is about to be said. */
type Word = Scope & Pick<ConsentEventRow, "person" | "event">;

/**
 * Throws TOO_MANY_CONSENTS to whoever has said, or written down, as much about this child within a year as one person does. What closes has room of its own that no yes uses up; and when that is
 * full too, a consent can still be withdrawn, and whole agencies refused for all purposes, as far as that closes anything more. So nobody is kept from closing, and nobody adds without end.
 */
export function mustHaveRoomFor(open: OpenChange, word: Word): void {
  if (word.event === "withdrawn") return;
  const said = saidWithinAYear(open);
  const isYes = word.event === "given" || word.event === "renewed";
  if (isYes ? said.yes < mostInAYear.yes : said.no < mostInAYear.no) return;
  if (word.event === "refused" && isBroad(word) && closesMore(open, word)) return;
  throw new ChildviewError("TOO_MANY_CONSENTS", "");
}

/** Of whole agencies and all purposes. There are only so many of these. */
function isBroad({ recipients, purposes: named }: Scope): boolean {
  return purposes.every((purpose) => named.includes(purpose)) && recipients.every((name) => recipientFrom(name)?.agency === name);
}

function closesMore({ child }: OpenChange, { person, categories, recipients }: Word): boolean {
  const own = child.consentEvents.filter((event) => event.person === person);
  return categories.some((category) => recipients.some((agency) => !isClosed(own, category, agency)));
}

/** Whether somebody refused all of a category to an agency and has said no yes of any of it since. */
function isClosed(own: readonly ConsentEventRow[], category: string, agency: string): boolean {
  const about = own.filter(
    (event) => event.categories.includes(category) && event.recipients.some((name) => recipientFrom(name)?.agency === agency),
  );
  const yes = about.filter(({ event }) => event !== "refused" && event !== "withdrawn");
  const no = about.filter((event) => event.event === "refused" && isBroad(event) && event.recipients.includes(agency));
  const lastYes = yes.reduce((last, { at }) => Math.max(last, at.getTime()), -Infinity);
  return no.some(({ at }) => at.getTime() > lastYes);
}
