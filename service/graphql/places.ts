import { byPath } from "../by-path.ts";

/** A place in an answer, as the path of an error in GraphQL: names, and indexes of lists. */
export type Place = readonly (string | number)[];

/** Indexes from the first to the last, both included. */
export type IndexRange = readonly [first: number, last: number];

/**
 * Places that differ in nothing but indexes of lists, written as one: where a place has an index, ranges of indexes may stand. It means every place that has at each such step one of those indexes, so
 * `["nodes", [[0, 2], [5, 5]], "name"]` means four. Ranges ascend and do not overlap.
 */
export type Places = readonly (string | number | readonly IndexRange[])[];

/**
 * The most steps of a place that is read. In the composed schema no type leads back to itself, so that no operation, however long, has places of more than some twenty steps (a test says so). Under a
 * schema with such a circle, a service that withholds something at a longer place, and says so in the compact form, would be taken for one that failed.
 */
export const longestPlace = 50;

/** Writes places, each of them once, as few {@link Places}, in the order in which their first ones stand. It depends on which places they are, and not on their order. */
export function gathered(places: readonly Place[]): Places[] {
  let written: readonly Places[] = places;
  const deepest = places.reduce((most, { length }) => Math.max(most, length), 0);
  for (let at = deepest - 1; at >= 0; at--) written = gatheredAt(written, at);
  return [...new Map(written.map((one) => [JSON.stringify(one), one])).values()].sort(byFirst);
}

/** Puts together what differs only in the index at one step. */
function gatheredAt(written: readonly Places[], at: number): Places[] {
  const rest: Places[] = [];
  const alike = new Map<string, { readonly one: Places; readonly indexes: Set<number> }>();
  for (const one of written) {
    const index = one[at];
    if (typeof index !== "number") {
      rest.push(one);
      continue;
    }
    const key = JSON.stringify(one.with(at, []));
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { one, indexes: new Set([index]) });
    else known.indexes.add(index);
  }
  return [...rest, ...[...alike.values()].map(({ one, indexes }) => one.with(at, stepOf(indexes)))];
}

function stepOf(indexes: ReadonlySet<number>): number | IndexRange[] {
  const [first = 0, ...others] = [...indexes].sort((one, other) => one - other);
  if (others.length === 0) return first;
  const ranges: [number, number][] = [[first, first]];
  for (const index of others) {
    const last = ranges.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges;
}

/** Orders by the first place that each means. */
export function byFirst(one: Places, other: Places): number {
  return byPath({ path: firstOf(one) }, { path: firstOf(other) });
}

function firstOf(places: Places): Place {
  return places.map((step) => (typeof step === "object" ? (step[0]?.[0] ?? 0) : step));
}

/** The places that are meant, one after the other: there may be more than anybody wants to hold. */
export function* eachPlace(places: Places, at = 0): Generator<Place> {
  const next = places.findIndex((step, index) => index >= at && typeof step === "object");
  const ranges = places[next];
  if (typeof ranges !== "object") return void (yield places as Place);
  for (const [first, last] of ranges) for (let index = first; index <= last; index++) yield* eachPlace(places.with(next, index), next + 1);
}

/** Whether something that was sent is {@link Places}. */
export function isPlaces(given: unknown): given is Places {
  return Array.isArray(given) && given.length <= longestPlace && given.every(isStep);
}

function isStep(step: unknown): boolean {
  if (!Array.isArray(step)) return typeof step === "string" || isIndex(step);
  let before = -1;
  for (const range of step as readonly unknown[]) {
    if (!Array.isArray(range) || range.length !== 2) return false;
    const [first, last] = range as readonly unknown[];
    if (!isIndex(first) || !isIndex(last) || first <= before || last < first) return false;
    before = last;
  }
  return before >= 0;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
