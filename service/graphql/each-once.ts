import { byFirst, gathered, type Place, type Places } from "./places.ts";

/** What can be said: members that are compared by what they hold. Two that say the same have them in the same order. */
type Words<W> = Readonly<Record<keyof W, string | null | readonly string[]>>;

/** Says each distinct thing once, with all the places that it is said of, in the order in which their first places stand. */
export function eachOnce<W extends Words<W>>(
  said: Iterable<{ readonly words: W; readonly place: Place }>,
): (W & { readonly paths: readonly Places[] })[] {
  // Hundreds of children are told the same: so it is looked for member by member, and nothing long is written down to be compared.
  const root: Step<W> = { next: new Map() };
  const distinct: Distinct<W>[] = [];
  for (const { words, place } of said) {
    const step = stepFor(root, words);
    if (step.said === undefined) distinct.push((step.said = { words, places: [] }));
    step.said.places.push(place);
  }
  return distinct.map(({ words, places }) => ({ ...words, paths: gathered(places) })).sort(byFirstPlace);
}

interface Distinct<W> {
  readonly words: W;
  readonly places: Place[];
}

/** How far what was said so far goes alike. */
interface Step<W> {
  readonly next: Map<unknown, Step<W>>;
  said?: Distinct<W>;
}

function stepFor<W extends Words<W>>(root: Step<W>, words: W): Step<W> {
  let step = root;
  for (const value of Object.values<string | null | readonly string[]>(words)) {
    if (typeof value === "string" || value === null) {
      step = stepOn(step, value);
      continue;
    }
    // How many there are comes first, or two lists could be taken for one.
    step = stepOn(step, value.length);
    for (const one of value) step = stepOn(step, one);
  }
  return step;
}

function stepOn<W>({ next }: Step<W>, value: unknown): Step<W> {
  let found = next.get(value);
  if (found === undefined) next.set(value, (found = { next: new Map() }));
  return found;
}

interface Entry {
  readonly paths: readonly Places[];
}

function byFirstPlace(one: Entry, other: Entry): number {
  const [here = [], there = []] = [one.paths[0], other.paths[0]];
  // Of two that begin at one place it must not depend on which was said first.
  return byFirst(here, there) || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
}
