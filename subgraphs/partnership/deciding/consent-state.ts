import type { ConsentState } from "../../../policies/index.ts";

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
  const positions = new Map<string, ConsentState>();
  const standing = [...events]
    .sort(earliestFirst)
    .filter((event) => speaksOf(event, question) && (refuses(event) || permits(event, events, question)));
  for (const event of standing) positions.set(event.person, stateOf(event, question.today));
  const states = new Set(positions.values());
  return strongestFirst.find((state) => states.has(state)) ?? "none";
}

const strongestFirst: readonly ConsentState[] = ["refused", "withdrawn", "given", "expired"];

function earliestFirst(one: ConsentEventFacts, other: ConsentEventFacts): number {
  return one.at.getTime() - other.at.getTime();
}

function speaksOf(event: ConsentEventFacts, { category, reader, purpose }: ConsentQuestion): boolean {
  return event.categories.includes(category) && event.recipients.some((name) => reader.includes(name)) && event.purposes.includes(purpose);
}

function refuses({ event }: ConsentEventFacts): boolean {
  return event === "refused" || event === "withdrawn";
}

// Only the last word of a consent permits, so that nothing permits that a later one leaves out; and only once it has begun, so that a renewal leaves no gap.
function permits(event: ConsentEventFacts, events: readonly ConsentEventFacts[], { today }: ConsentQuestion): boolean {
  return event.validFrom <= today && !events.some((later) => later.consent === event.consent && later.at > event.at);
}

function stateOf(event: ConsentEventFacts, today: string): ConsentState {
  if (event.event === "refused" || event.event === "withdrawn") return event.event;
  return event.validUntil !== null && event.validUntil < today ? "expired" : "given";
}
