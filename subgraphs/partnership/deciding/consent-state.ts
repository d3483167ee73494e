import type { ConsentState } from "../../../policies/index.ts";

/** One event in the life of a consent. A consent is what its events add up to; none is ever changed. */
export interface ConsentEventFacts {
  readonly consent: string;
  readonly person: string;
  readonly event: "given" | "limited" | "refused" | "withdrawn";
  readonly categories: readonly string[];
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
  readonly recipient: string;
  readonly purpose: string;
  /** ISO 8601 day. */
  readonly today: string;
}

/**
 * What the child's consents say of a category. Only the events of those who hold the child's rights may be passed in. Each person's position is their latest
 * consent that speaks of the category, the recipient and the purpose. Where positions differ a refusal stands, then a withdrawal
 * (holders who disagree: nothing is shared until they agree); a consent that is given counts before one that ran out.
 */
export function consentState(events: readonly ConsentEventFacts[], question: ConsentQuestion): ConsentState {
  const positions = new Map<string, ConsentState>();
  for (const event of [...events].sort(earliestFirst)) {
    if (speaksOf(event, question)) positions.set(event.person, stateOf(event, question.today));
    else if (narrows(event, events, question)) positions.set(event.person, "none");
  }
  const states = new Set(positions.values());
  return strongestFirst.find((state) => states.has(state)) ?? "none";
}

const strongestFirst: readonly ConsentState[] = ["refused", "withdrawn", "given", "expired"];

function earliestFirst(one: ConsentEventFacts, other: ConsentEventFacts): number {
  return one.at.getTime() - other.at.getTime();
}

function speaksOf(event: ConsentEventFacts, { category, recipient, purpose }: ConsentQuestion): boolean {
  return event.categories.includes(category) && event.recipients.includes(recipient) && event.purposes.includes(purpose);
}

// A limit leaves out what it no longer names, so an earlier "given" of the same consent must not go on speaking for it.
function narrows(event: ConsentEventFacts, events: readonly ConsentEventFacts[], question: ConsentQuestion): boolean {
  return event.event === "limited" && events.some((earlier) => earlier.consent === event.consent && earlier.at < event.at && speaksOf(earlier, question));
}

function stateOf(event: ConsentEventFacts, today: string): ConsentState {
  if (event.event === "refused" || event.event === "withdrawn") return event.event;
  if (event.validFrom > today) return "none";
  return event.validUntil !== null && event.validUntil < today ? "expired" : "given";
}
