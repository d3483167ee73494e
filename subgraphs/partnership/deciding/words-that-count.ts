import type { ChildFacts, ConsentEventFacts } from "./child-facts.ts";
import { deciderSince } from "./decider-since.ts";
import { livesOf } from "./lives.ts";
import { consentingPersonsOn } from "./consenting-persons.ts";

/** The events of those whose word about a category counts. */
export type WordsThatCount<E extends ConsentEventFacts> = (category: string) => readonly E[];

const known = new WeakMap<ChildFacts, Map<string, WordsThatCount<ConsentEventFacts>>>();

/**
 * For each category, what was said by those whose word about it counts on a day (ISO 8601), as far as it counts still. A yes counts only if it was said since they decide:
 * once another has decided in between, it has to be said again. A no stands, whenever it was said, for as long as whoever said it decides: sharing less harms nobody. Pure;
 * categories about which the same persons decide since the same moment share one list. Worked out once for a child's facts, which must not change, and a day.
 */
export function wordsThatCount<E extends ConsentEventFacts>(child: ChildFacts<E>, today: string): WordsThatCount<E> {
  const byDay = known.get(child) ?? new Map<string, WordsThatCount<ConsentEventFacts>>();
  known.set(child, byDay);
  const words = (byDay.get(today) as WordsThatCount<E> | undefined) ?? workedOut(child, today);
  byDay.set(today, words);
  return words;
}

function workedOut<E extends ConsentEventFacts>(child: ChildFacts<E>, today: string): WordsThatCount<E> {
  const consenting = consentingPersonsOn(child, today);
  const since = deciderSince(child, today);
  const lives = livesOf(child.consentEvents);
  const lists = new Map<ReadonlySet<string>, Map<number, readonly E[]>>();
  const byCategory = new Map<string, readonly E[]>();
  const listOf = (category: string): readonly E[] => {
    const [persons, moment] = [consenting(category), since(category)];
    const bySince = lists.get(persons) ?? new Map<number, readonly E[]>();
    const stands = (event: E) => persons.has(event.person) && (isNo(event) || lives.wordAt(event) >= moment);
    const events = bySince.get(moment) ?? thoseOf(child.consentEvents, stands);
    lists.set(persons, bySince.set(moment, events));
    return events;
  };
  return (category) => {
    const events = byCategory.get(category) ?? listOf(category);
    byCategory.set(category, events);
    return events;
  };
}

/** Those of a list for which something holds: the list itself where it holds for all, since what is worked out of a list is known by the list. */
function thoseOf<E>(events: readonly E[], holds: (event: E) => boolean): readonly E[] {
  return events.every(holds) ? events : events.filter(holds);
}

const members = new WeakMap<readonly ConsentEventFacts[], ReadonlySet<ConsentEventFacts>>();

/** Whether an event is one of those whose word about a category counts. */
export function counts<E extends ConsentEventFacts>(counting: WordsThatCount<E>, category: string, event: E): boolean {
  const events = counting(category);
  const set = members.get(events) ?? new Set<ConsentEventFacts>(events);
  members.set(events, set);
  return set.has(event);
}

function isNo({ event }: ConsentEventFacts): boolean {
  return event === "refused" || event === "withdrawn";
}
