import { rightsHolderOf } from "./capacity.ts";
import type { ConsentLife } from "./consent-lives.ts";
import type { ConsentEventFacts } from "./consent-state.ts";
import { daysAfter } from "./days.ts";
import type { ChildFacts } from "./gather-facts.ts";
import { consentingPersons } from "./speakers.ts";
import { endOfCompulsorySchoolAge } from "./rights-holder.ts";

/** That a consent in force will no longer hold. */
export interface ConsentLapse<E extends ConsentEventFacts> {
  readonly life: ConsentLife<E>;
  /** It was given until a day, or the young person decides from then on. */
  readonly reason: "ends" | "rights-pass";
  /** ISO 8601: the last day on which it holds if it ends, the first day on which the young person decides if rights pass. */
  readonly day: string;
}

/** Which of a child's consents in force will no longer hold within so many days of today (ISO 8601), the first first. Pure. */
export function consentsLapsing<E extends ConsentEventFacts>(
  child: ChildFacts<E>,
  lives: readonly ConsentLife<E>[],
  today: string,
  withinDays: number,
): readonly ConsentLapse<E>[] {
  const horizon = daysAfter(today, withinDays);
  const passing = dayOnWhichRightsPass(child, today);
  return lives
    .filter(({ inForceFor }) => inForceFor.length > 0)
    .flatMap((life) => lapseOf(child, life, passing) ?? [])
    .filter(({ day }) => day <= horizon)
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
}

function lapseOf<E extends ConsentEventFacts>(
  child: ChildFacts<E>,
  life: ConsentLife<E>,
  passing: string | undefined,
): ConsentLapse<E> | undefined {
  const { person, validUntil } = life.last;
  const passesFirst = passing !== undefined && (validUntil === null || passing <= validUntil);
  if (passesFirst && !life.inForceFor.some((category) => consentingPersons(child, category, passing).has(person)))
    return { life, reason: "rights-pass", day: passing };
  return validUntil === null ? undefined : { life, reason: "ends", day: validUntil };
}

// Rights pass with age; or, where a lack of capacity was recorded until a day, on the day after it.
function dayOnWhichRightsPass(child: ChildFacts, today: string): string | undefined {
  if (rightsHolderOf(child, today) === "young-person") return undefined;
  const recorded = child.assessments.flatMap(({ kind, until }) => (kind === "lack-of-capacity" && until !== null ? [until] : []));
  return [endOfCompulsorySchoolAge(child.dateOfBirth), ...recorded]
    .map((last) => daysAfter(last, 1))
    .filter((day) => day > today && rightsHolderOf(child, day) === "young-person")
    .sort()[0];
}
