import type { ConsentEventFacts } from "./consent-state.ts";
import type { ChildFacts } from "./gather-facts.ts";
import { speakersOn } from "./speakers.ts";

/** The events of those whose word about a category counts. */
export type WordsThatCount<E extends ConsentEventFacts> = (category: string) => readonly E[];

/** For each category, what was said by those whose word about it counts on a day (ISO 8601). Pure; categories about which the same persons decide share one list. */
export function wordsThatCount<E extends ConsentEventFacts>(child: ChildFacts<E>, today: string): WordsThatCount<E> {
  const speakers = speakersOn(child, today);
  const known = new Map<ReadonlySet<string>, readonly E[]>();
  return (category) => {
    const persons = speakers(category);
    const events = known.get(persons) ?? child.consentEvents.filter(({ person }) => persons.has(person));
    known.set(persons, events);
    return events;
  };
}
