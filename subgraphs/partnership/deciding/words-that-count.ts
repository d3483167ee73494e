import type { ConsentEventFacts } from "./consent-state.ts";
import { type ChildFacts, consentingPersons } from "./gather-facts.ts";

/** The events of those whose word about a category counts. */
export type WordsThatCount<E extends ConsentEventFacts> = (category: string) => readonly E[];

/** For each category, what was said by those whose word about it counts on a day (ISO 8601). Pure; each category is worked out once. */
export function wordsThatCount<E extends ConsentEventFacts>(child: ChildFacts<E>, today: string): WordsThatCount<E> {
  const known = new Map<string, readonly E[]>();
  return (category) => {
    const found = known.get(category);
    if (found !== undefined) return found;
    const persons = consentingPersons(child, category, today);
    const events = child.consentEvents.filter(({ person }) => persons.has(person));
    known.set(category, events);
    return events;
  };
}
