import type { Audience } from "./audiences.ts";
import type { ChildFacts, ConsentEventFacts } from "./child-facts.ts";
import { type Position, positionsOn, stateOf } from "./consent-state.ts";
import { wordsThatCount } from "./words-that-count.ts";

/** What one of those who differ says. */
export interface DisputedPosition {
  readonly person: string;
  readonly position: Exclude<Position, "expired">;
  /** When they said so. */
  readonly since: Date;
  /** The consent by which they said it. */
  readonly consent: string;
}

/** That those whose word counts differ about a category, for a recipient. */
export interface ConsentDispute {
  readonly category: string;
  /** Its name, as consents store it. */
  readonly recipient: string;
  /** The purposes about which they differ in this way. */
  readonly purposes: readonly string[];
  /** Who said what, the earliest first. */
  readonly positions: readonly DisputedPosition[];
}

/**
 * Where those whose word counts on a day (ISO 8601) differ: somebody agrees, and somebody else refuses or took back what they had agreed to. What ran out or has not
 * begun is nobody's position. `audiences` are those of the child's consents. Pure.
 */
export function consentDisputes<E extends ConsentEventFacts>(
  child: ChildFacts<E>,
  audiences: readonly Audience[],
  today: string,
): readonly ConsentDispute[] {
  const counting = wordsThatCount(child, today);
  const disputes = new Map<string, ConsentDispute>();
  const [categories, all] = [named(child, "categories"), named(child, "purposes")];
  for (const category of categories)
    for (const { recipient, names } of audiences)
      for (const purpose of all) {
        const positions = positionsIn(positionsOn(counting(category), { category, reader: names, purpose, today }).values(), today);
        if (!differ(positions)) continue;
        const alike = JSON.stringify([category, recipient, positions]);
        const purposes = [...(disputes.get(alike)?.purposes ?? []), purpose];
        disputes.set(alike, { category, recipient, purposes, positions });
      }
  return [...disputes.values()];
}

function named({ consentEvents }: Pick<ChildFacts, "consentEvents">, what: "categories" | "purposes"): readonly string[] {
  return [...new Set(consentEvents.flatMap((event) => event[what]))].sort();
}

function positionsIn(words: Iterable<ConsentEventFacts>, today: string): readonly DisputedPosition[] {
  return [...words]
    .flatMap((word) => {
      const position = stateOf(word, today);
      return position === "expired" ? [] : [{ person: word.person, position, since: word.at, consent: word.consent }];
    })
    .sort((one, other) => one.since.getTime() - other.since.getTime());
}

function differ(positions: readonly DisputedPosition[]): boolean {
  return new Set(positions.map(({ position }) => position === "given")).size > 1;
}
