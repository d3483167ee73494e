import { byFirst, gathered, type Place, type Places } from "./places.ts";

/** What is said where something is withheld. */
export interface Words {
  readonly category: string;
  readonly reason: string;
  readonly remedy: string;
  readonly rules: readonly string[];
  readonly policy: string | null;
  readonly extent: "WHOLE" | "PART";
  /** The field, as `Type.field`, where it is part of what is said. */
  readonly field?: string;
}

/** Says each distinct thing once, with all the places that it is said of, in the order in which their first places stand. */
export function eachOnce<W extends Words>(
  said: Iterable<{ readonly words: W; readonly place: Place }>,
): (W & { readonly paths: readonly Places[] })[] {
  // Hundreds of children are told the same; so what is alike is looked for among the few that begin alike, and nothing long is written down to be compared.
  const alike = new Map<string, { readonly words: W; readonly places: Place[] }[]>();
  for (const { words, place } of said) {
    const key = `${words.category} ${words.reason} ${words.extent} ${words.field ?? ""}`;
    let found = alike.get(key);
    if (found === undefined) alike.set(key, (found = []));
    const known = found.find((one) => areSame(one.words, words));
    if (known === undefined) found.push({ words, places: [place] });
    else known.places.push(place);
  }
  const entries = [...alike.values()].flat().map(({ words, places }) => ({ ...words, paths: gathered(places) }));
  return entries.sort(byFirstPlace);
}

function areSame(one: Words, other: Words): boolean {
  return (
    one.remedy === other.remedy &&
    one.policy === other.policy &&
    one.rules.length === other.rules.length &&
    one.rules.every((rule, at) => rule === other.rules[at])
  );
}

type Entry = Words & { readonly paths: readonly Places[] };

function byFirstPlace(one: Entry, other: Entry): number {
  const [here = [], there = []] = [one.paths[0], other.paths[0]];
  // Of two that begin at one place it must not depend on which was said first.
  return byFirst(here, there) || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
}
