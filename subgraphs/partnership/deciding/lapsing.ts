import { decidedByChild, rightsHolderOf } from "./capacity.ts";
import type { ConsentLife } from "./consent-lives.ts";
import type { ChildFacts, ConsentEventFacts } from "./child-facts.ts";
import { daysAfter } from "../../../service/days.ts";
import { isEnded } from "./in-force.ts";
import { endOfCompulsorySchoolAge } from "./rights-holder.ts";
import { counts, type WordsThatCount, wordsThatCount } from "./words-that-count.ts";

/** That a consent in force will no longer hold. */
export interface ConsentLapse<E extends ConsentEventFacts> {
  readonly life: ConsentLife<E>;
  /** It was given until a day; or the young person, or a competent child, decides from then on; or those with parental responsibility do again. */
  readonly reason: "ends" | "rights-pass" | "rights-return";
  /** ISO 8601: the last day on which it holds if it ends, the first day on which another decides if rights pass or return. */
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
  const days = turningDays(child)
    .filter((day) => day > today && day <= horizon)
    .map((day) => ({ day, counting: wordsThatCount(child, day) }));
  return lives
    .filter(({ holdsFor }) => holdsFor.length > 0)
    .flatMap((life) => lapseOf(child, life, days) ?? [])
    .filter(({ day }) => day <= horizon)
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
}

/** A day on which another may come to decide, and whose word counts then. */
interface TurningDay<E extends ConsentEventFacts> {
  readonly day: string;
  readonly counting: WordsThatCount<E>;
}

function lapseOf<E extends ConsentEventFacts>(
  child: ChildFacts<E>,
  life: ConsentLife<E>,
  days: readonly TurningDay<E>[],
): ConsentLapse<E> | undefined {
  const { last, holdsFor } = life;
  const { validUntil } = last;
  const lapse = days.find(
    ({ day, counting }) => (validUntil === null || day <= validUntil) && !holdsFor.some((category) => counts(counting, category, last)),
  );
  if (lapse === undefined) return validUntil === null ? undefined : { life, reason: "ends", day: validUntil };
  const { day } = lapse;
  const childDecides =
    rightsHolderOf(child, day) === "young-person" || holdsFor.some((category) => decidedByChild(child, day).has(category));
  return { life, reason: childDecides ? "rights-pass" : "rights-return", day };
}

// Rights pass with age; and with every assessment, on its first day and on the day after its last.
function turningDays({ dateOfBirth, assessments }: Pick<ChildFacts, "dateOfBirth" | "assessments">): readonly string[] {
  const assessed = assessments
    .filter((one) => !isEnded(one))
    .flatMap(({ from, until }) => [from, ...(until === null ? [] : [daysAfter(until, 1)])]);
  return [...new Set([daysAfter(endOfCompulsorySchoolAge(dateOfBirth), 1), ...assessed])].sort();
}
