import { englandMidnight } from "../../../service/england-midnight.ts";
import { type AssessmentFacts, type DeciderFacts, decidedByChild, rightsHolderOf } from "./capacity.ts";
import { daysAfter } from "../../../service/days.ts";
import { remembering } from "../../../service/remembering.ts";
import { endOfCompulsorySchoolAge } from "./rights-holder.ts";

/** For a category, the moment (milliseconds) since which the kind of person who decides about it has decided without interruption. */
export type DeciderSince = (category: string) => number;

/** From its first moment until its last one, which is without. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Since when those who decide about a category on a day have decided: those with parental responsibility, or the child or young person themself. A competent child who
 * grows into a young person goes on deciding. Who of the holders there is, and whom of them a court order binds, interrupts nothing. Pure.
 *
 * It is asked because what somebody agreed to while they decided is no answer to what is so once another has decided in between: the mother of a young person who is found
 * to lack capacity at 17 decides anew, in that person's best interests (Mental Capacity Act 2005 s4), and not by what she signed when they were 13.
 */
export function deciderSince(child: DeciderFacts, today: string): DeciderSince {
  const grown = endOf(endOfCompulsorySchoolAge(child.dateOfBirth));
  const lacking = spansOf(child.assessments.filter(({ kind }) => kind === "lack-of-capacity"));
  const [rightsHolder, childs] = [rightsHolderOf(child, today), decidedByChild(child, today)];
  const tonight = endOf(today);
  const competences = child.assessments.filter(({ kind }) => kind === "gillick-competence");

  const since = (competent: readonly Span[], childDecides: boolean): number => {
    const childDecidedAt = (moment: number) =>
      !lacking.some((span) => within(span, moment)) && (moment >= grown || competent.some((span) => within(span, moment)));
    const turns = [grown, ...[...lacking, ...competent].flatMap(({ start, end }) => [start, end])];
    let unbroken = tonight;
    for (const turn of turns.filter((each) => each < tonight).sort((one, other) => other - one)) {
      if (childDecidedAt(turn) !== childDecides) return unbroken;
      unbroken = turn;
    }
    // Before everything else a child's holders decide, from birth.
    return childDecides ? unbroken : -Infinity;
  };
  const ownRights = rightsHolder === "young-person";
  // It is one answer for all categories about which nobody was found competent: for all of most children.
  let ofMost: number | undefined;
  return (category) => {
    const about = competences.filter(({ categories }) => categories.includes(category));
    if (about.length === 0) return (ofMost ??= since([], ownRights));
    return since(spansOf(about), ownRights || childs.has(category));
  };
}

function spansOf(assessments: readonly AssessmentFacts[]): readonly Span[] {
  return assessments
    .map(({ from, until, recordedAt, endedAt }) => ({
      // What is written down today for the day before yesterday moved nothing yesterday.
      start: Math.max(startOf(from), recordedAt.getTime()),
      end: Math.min(until === null ? Infinity : endOf(until), endedAt === null ? Infinity : endedAt.getTime()),
    }))
    .filter(({ start, end }) => start < end);
}

function startOf(day: string): number {
  return englandMidnight(day).getTime();
}

/** The first moment after a day. */
const endOf = remembering((day) => startOf(daysAfter(day, 1)));

function within({ start, end }: Span, moment: number): boolean {
  return start <= moment && moment < end;
}
