import type { ConsentEventFacts } from "./child-facts.ts";
import { livesOf } from "./lives.ts";

/** What somebody may have a position about, for one of the names by which a consent can reach a reader. */
export interface NamedQuestion {
  readonly name: string;
  readonly category: string;
  readonly purpose: string;
  /** ISO 8601 day. */
  readonly today: string;
}

/** One person's words about a question, as far as they stand: where the first of them stands among all words, and the last, which counts, with its place. */
export interface StandingWords<E extends ConsentEventFacts> {
  readonly first: number;
  readonly place: number;
  readonly last: E;
}

/** By person, the words that stand about a question. */
export type WordsOn<E extends ConsentEventFacts> = (question: NamedQuestion) => ReadonlyMap<string, StandingWords<E>>;

const known = new WeakMap<readonly ConsentEventFacts[], WordsOn<ConsentEventFacts>>();

/**
 * The words of a list as they stand, looked up by recipient. They are put in order once for each list, and each question is answered once: views ask the same of the same words for every
 * reader and every consent, and what one of them costs must not grow with all the others. The list must not change. Pure.
 */
export function standingWords<E extends ConsentEventFacts>(events: readonly E[]): WordsOn<E> {
  const words = (known.get(events) as WordsOn<E> | undefined) ?? workedOut(events);
  known.set(events, words);
  return words;
}

interface Placed<E> {
  readonly event: E;
  readonly place: number;
}

function workedOut<E extends ConsentEventFacts>(events: readonly E[]): WordsOn<E> {
  const byName = new Map<string, Placed<E>[]>();
  for (const placed of inOrder(events))
    for (const name of new Set(placed.event.recipients)) {
      const named = byName.get(name);
      if (named === undefined) byName.set(name, [placed]);
      else named.push(placed);
    }
  const lives = livesOf(events);
  // Only the last word of a consent permits, so that nothing permits that a later one leaves out; and only once it has begun, so that a renewal leaves no gap.
  const stands = (event: E, today: string) =>
    event.event === "refused" || event.event === "withdrawn" || (event.validFrom <= today && event.at.getTime() >= lives.lastAt(event));
  const nothing: ReadonlyMap<string, StandingWords<E>> = new Map();
  const answered = new Map<string, ReadonlyMap<string, StandingWords<E>>>();
  return ({ name, category, purpose, today }) => {
    const named = byName.get(name);
    if (named === undefined) return nothing;
    const key = `${name} ${category} ${purpose} ${today}`;
    const before = answered.get(key);
    if (before !== undefined) return before;
    const found = new Map<string, StandingWords<E>>();
    for (const { event, place } of named)
      if (event.categories.includes(category) && event.purposes.includes(purpose) && stands(event, today))
        found.set(event.person, { first: found.get(event.person)?.first ?? place, place, last: event });
    answered.set(key, found);
    return found;
  };
}

/** In the order in which words count: by when they were said, where a limit stands where the word stood that it narrows. */
function inOrder<E extends ConsentEventFacts>(events: readonly E[]): readonly Placed<E>[] {
  const lives = livesOf(events);
  return events
    .map((event) => ({ event, word: lives.wordAt(event) }))
    .sort((one, other) => one.word - other.word || one.event.at.getTime() - other.event.at.getTime() || openerFirst(one.event, other.event))
    .map(({ event }, place) => ({ event, place }));
}

// Of two words of one moment the one that shares less stands, whichever is read first.
function openerFirst(one: ConsentEventFacts, other: ConsentEventFacts): number {
  const [end, otherEnd] = [one.validUntil ?? endless, other.validUntil ?? endless];
  return firmness.indexOf(one.event) - firmness.indexOf(other.event) || (end > otherEnd ? -1 : Number(end < otherEnd));
}

const firmness: readonly string[] = ["withdrawn", "refused"];
const endless = "9999-12-31";
