import type { ConsentState } from "../../../policies/index.ts";
import { type Lives, livesOf } from "./lives.ts";

/** One event in the life of a consent. A consent is what its events add up to; none is ever changed. */
export interface ConsentEventFacts {
  readonly consent: string;
  readonly person: string;
  readonly event: "given" | "limited" | "renewed" | "refused" | "withdrawn";
  readonly categories: readonly string[];
  /** Names of recipients; see `recipientFrom`. */
  readonly recipients: readonly string[];
  readonly purposes: readonly string[];
  /** ISO 8601 days; the last day is within. Without an end it holds until withdrawn. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly at: Date;
}

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
  const states = new Set([...positionsOn(events, question).values()].map((event) => stateOf(event, question.today)));
  return strongestFirst.find((state) => states.has(state)) ?? "none";
}

/** By person, the latest word of theirs that speaks of the category, the reader and the purpose. It may refuse, and it may have run out. The same events may be passed in. */
export function positionsOn<E extends ConsentEventFacts>(events: readonly E[], question: ConsentQuestion): ReadonlyMap<string, E> {
  const lives = livesOf(events);
  const standing = events
    .filter((event) => speaksOf(event, question) && (refuses(event) || permits(event, lives, question)))
    .map((event) => ({ event, word: lives.wordAt(event) }))
    .sort(
      (one, other) => one.word - other.word || one.event.at.getTime() - other.event.at.getTime() || openerFirst(one.event, other.event),
    );
  return new Map(standing.map(({ event }) => [event.person, event]));
}

const strongestFirst: readonly Position[] = ["refused", "withdrawn", "given", "expired"];

// Of two words of one moment the one that shares less stands, whichever is read first.
function openerFirst(one: ConsentEventFacts, other: ConsentEventFacts): number {
  const [end, otherEnd] = [one.validUntil ?? endless, other.validUntil ?? endless];
  return firmness.indexOf(one.event) - firmness.indexOf(other.event) || (end > otherEnd ? -1 : Number(end < otherEnd));
}

const firmness: readonly string[] = ["withdrawn", "refused"];
const endless = "9999-12-31";

function speaksOf(event: ConsentEventFacts, { category, reader, purpose }: ConsentQuestion): boolean {
  return event.categories.includes(category) && event.recipients.some((name) => reader.includes(name)) && event.purposes.includes(purpose);
}

function refuses({ event }: ConsentEventFacts): boolean {
  return event === "refused" || event === "withdrawn";
}

// Only the last word of a consent permits, so that nothing permits that a later one leaves out; and only once it has begun, so that a renewal leaves no gap.
function permits(event: ConsentEventFacts, lives: Lives, { today }: ConsentQuestion): boolean {
  return event.validFrom <= today && event.at.getTime() >= lives.lastAt(event);
}

/** What somebody's word that has begun comes to on a day. */
export function stateOf(event: ConsentEventFacts, today: string): Position {
  if (event.event === "refused" || event.event === "withdrawn") return event.event;
  return event.validUntil !== null && event.validUntil < today ? "expired" : "given";
}
