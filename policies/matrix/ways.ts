import { needs } from "../questions/access.ts";
import type { Access } from "../questions/access.ts";
import { alike } from "../questions/alike.ts";
import { purposes, relationships, rightsHolders } from "../vocabulary.ts";
import type { Purpose, Relationship, RightsHolder } from "../vocabulary.ts";

/** How a category is read, whoever the reader is to the child. */
export type Outcome = Pick<Access, "need" | "withoutOverride" | "withOverride" | "leftOut" | "leftOutAtTimes" | "ruleIds">;

/** Cells of one person and category with the same outcome, as one tells them to a person: each of the relationships with each of the purposes. */
export interface Way {
  readonly relationships: readonly [Relationship, ...Relationship[]];
  readonly purposes: readonly [Purpose, ...Purpose[]];
  readonly rightsHolder: RightsHolder | "either";
  readonly outcome: Outcome;
}

/**
 * The cells of one person and category as few ways that say the same, the widest first: what needs least, for the nearest at hand. `withRules` keeps apart what
 * different rules open; otherwise a way names the rules of all its cells.
 */
export function waysOf(cells: readonly Access[], { withRules }: { readonly withRules: boolean }): readonly Way[] {
  const places = alike(cells, (cell) => [cell.relationship, cell.purpose, outcomeKey(cell, withRules)].join());
  const groups = alike(places, (place) => [rightsHolderOf(place), outcomeKey(place[0], withRules)].join());
  return groups.flatMap(rectangles).sort(widestFirst);
}

/** A text that two outcomes share if, and only if, they are equal, their rules included if asked for. */
export function outcomeKey({ need, withoutOverride, withOverride, leftOut, leftOutAtTimes, ruleIds }: Outcome, withRules: boolean): string {
  return JSON.stringify([need, withoutOverride, withOverride, leftOut, leftOutAtTimes, withRules ? ruleIds : []]);
}

// A place is a relationship and a purpose, with the cell of one rights-holder or of both.
type Place = readonly [Access, ...Access[]];

function rectangles(places: readonly [Place, ...Place[]]): Way[] {
  const rows = alike(places, ([{ relationship }]) => relationship);
  return alike(rows, (row) => row.map(([{ purpose }]) => purpose).join()).map((same) => {
    const [[first, ...others], ...further] = same;
    const purpose = ([{ purpose }]: Place) => purpose;
    return {
      relationships: [first[0].relationship, ...further.map(([[{ relationship }]]) => relationship)],
      purposes: [purpose(first), ...others.map(purpose)],
      rightsHolder: rightsHolderOf(first),
      outcome: { ...first[0], ruleIds: [...new Set(same.flat(2).flatMap(({ ruleIds }) => ruleIds))].sort() },
    };
  });
}

function rightsHolderOf(place: Place): Way["rightsHolder"] {
  return place.length === rightsHolders.length ? "either" : place[0].rightsHolder;
}

function widestFirst(one: Way, other: Way): number {
  const ranks = ({ outcome, relationships: [relationship], purposes: [purpose], rightsHolder }: Way) => [
    needs.indexOf(outcome.need),
    relationships.indexOf(relationship),
    outcome.leftOut.length + outcome.leftOutAtTimes.length,
    purposes.indexOf(purpose),
    rightsHolder === "either" ? -1 : rightsHolders.indexOf(rightsHolder),
  ];
  const others = ranks(other);
  return (
    ranks(one)
      .map((rank, index) => rank - (others[index] ?? 0))
      .find((difference) => difference !== 0) ?? 0
  );
}
