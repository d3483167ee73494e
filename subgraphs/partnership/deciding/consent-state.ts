import type { ConsentState } from "../../../policies/index.ts";
import type { ConsentEventFacts } from "./child-facts.ts";
import { type StandingWords, standingWords } from "./standing-words.ts";

/** What a person's word about sharing comes to. */
export type Position = Exclude<ConsentState, "none">;

/** For whom, and for what, a state of consent is asked. */
export interface ConsentQuestion {
  readonly category: string;
  /** Every name by which a consent can reach the reader; see `namesOfReader`. */
  readonly reader: readonly string[];
  readonly purpose: string;
  /** ISO 8601 day. */
  readonly today: string;
}

/**
 * What the child's consents say of a category. Only the events of those who hold the child's rights may be passed in. Each person's position is their latest
 * consent that speaks of the category, the reader and the purpose. Where positions differ a refusal stands, then a withdrawal
 * (holders who disagree: nothing is shared until they agree); a consent that is given counts before one that ran out.
 */
export function consentState(events: readonly ConsentEventFacts[], question: ConsentQuestion): ConsentState {
  const states = new Set<Position>();
  for (const { last } of latestOn(events, question).values()) states.add(stateOf(last, question.today));
  return strongestFirst.find((state) => states.has(state)) ?? "none";
}

/** By person, the latest word of theirs that speaks of the category, the reader and the purpose. It may refuse, and it may have run out. The same events may be passed in. */
export function positionsOn<E extends ConsentEventFacts>(events: readonly E[], question: ConsentQuestion): ReadonlyMap<string, E> {
  const inOrder = [...latestOn(events, question)].sort(([, one], [, other]) => one.first - other.first);
  return new Map(inOrder.map(([person, { last }]) => [person, last]));
}

/** The same, in no order. */
function latestOn<E extends ConsentEventFacts>(
  events: readonly E[],
  { reader, category, purpose, today }: ConsentQuestion,
): ReadonlyMap<string, StandingWords<E>> {
  const words = standingWords(events);
  const found = new Map<string, StandingWords<E>>();
  for (const name of reader)
    for (const [person, one] of words({ name, category, purpose, today })) {
      const other = found.get(person);
      found.set(person, other === undefined ? one : later(one, other));
    }
  return found;
}

function later<E extends ConsentEventFacts>(one: StandingWords<E>, other: StandingWords<E>): StandingWords<E> {
  return { ...(one.place > other.place ? one : other), first: Math.min(one.first, other.first) };
}

const strongestFirst: readonly Position[] = ["refused", "withdrawn", "given", "expired"];

/** What somebody's word that has begun comes to on a day. */
export function stateOf(event: ConsentEventFacts, today: string): Position {
  if (event.event === "refused" || event.event === "withdrawn") return event.event;
  return event.validUntil !== null && event.validUntil < today ? "expired" : "given";
}
