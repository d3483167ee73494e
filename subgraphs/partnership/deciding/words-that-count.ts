import type { ConsentEventFacts } from "./consent-state.ts";
import { deciderSince } from "./decider-since.ts";
import type { ChildFacts } from "./gather-facts.ts";
import { livesOf } from "./lives.ts";
import { speakersOn } from "./speakers.ts";

/** The events of those whose word about a category counts. */
export type WordsThatCount<E extends ConsentEventFacts> = (category: string) => readonly E[];

/**
 * For each category, what was said by those whose word about it counts on a day (ISO 8601), as far as it counts still. A yes counts only if it was said since they decide:
 * once another has decided in between, it has to be said again. A no stands, whenever it was said, for as long as its speaker decides: sharing less harms nobody. Pure;
 * categories about which the same persons decide since the same moment share one list.
 */
export function wordsThatCount<E extends ConsentEventFacts>(child: ChildFacts<E>, today: string): WordsThatCount<E> {
  const speakers = speakersOn(child, today);
  const since = deciderSince(child, today);
  const lives = livesOf(child.consentEvents);
  const known = new Map<ReadonlySet<string>, Map<number, readonly E[]>>();
  return (category) => {
    const [persons, moment] = [speakers(category), since(category)];
    const lists = known.get(persons) ?? new Map<number, readonly E[]>();
    const stands = (event: E) => persons.has(event.person) && (isNo(event) || lives.wordAt(event) >= moment);
    const events = lists.get(moment) ?? child.consentEvents.filter(stands);
    known.set(persons, lists.set(moment, events));
    return events;
  };
}

function isNo({ event }: ConsentEventFacts): boolean {
  return event === "refused" || event === "withdrawn";
}
