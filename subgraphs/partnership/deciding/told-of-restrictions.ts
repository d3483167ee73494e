import type { Reader } from "./recipients.ts";

/** What of a restriction bears on who is told of it. */
export interface AnsweredRestriction {
  readonly kind: string;
  /** The agency that answers for it. */
  readonly agency: string;
}

// They answer for the child's protection as a whole, so they must find a false restriction whichever agency recorded it.
const toldOfAll = "designated-safeguarding-lead";

/**
 * Whether somebody is told that a restriction is recorded: safeguarding leads of all, others of those for which their own agency answers. `mayReadRestrictions` is
 * whether the agreements let them read which restrictions there are, for the purpose for which they ask.
 */
export function isToldOf({ agency }: AnsweredRestriction, reader: Pick<Reader, "role" | "agency">, mayReadRestrictions: boolean): boolean {
  return mayReadRestrictions && (reader.role === toldOfAll || reader.agency === agency);
}

/**
 * A child's facts as if no court order were recorded of which somebody is not told. They are for what is said of consents, and of what others see: a mother whose
 * husband's word counts no more would learn there that an order binds him. Never decide by them what anybody may read. Other restrictions stay.
 */
export function withoutUntoldOrders<C extends { readonly restrictions: readonly AnsweredRestriction[] }>(
  child: C,
  reader: Pick<Reader, "role" | "agency">,
  mayReadRestrictions: boolean,
): C {
  const isTold = (fact: AnsweredRestriction) => fact.kind !== "court-order" || isToldOf(fact, reader, mayReadRestrictions);
  return { ...child, restrictions: child.restrictions.filter(isTold) };
}
