import { attempt, movesOf } from "./attempt.ts";
import { later } from "./days.ts";
import type { Group } from "./group.ts";
import { type Harm, newIn } from "./harm.ts";
import { keyOf } from "./state-key.ts";
import type { Setting, State } from "./world.ts";

/** Others are given a week and a day, in which what nobody confirms has lapsed. */
const patience = [1, 8];

/** What somebody does, by their subject and in words. */
interface Deed {
  readonly by: string;
  readonly says: string;
}

/**
 * Answers whether those outside a group can undo a harm from a state: by waiting, by one change, or by two that two of them make. What undid a harm before is tried
 * first, as it mostly does again.
 */
export function undoing(setting: Setting, group: Group, harmsIn: (state: State) => readonly Harm[]) {
  const ways = new Map<string, (readonly Deed[])[]>();
  return (state: State, harm: Harm): boolean => {
    const isUndone = (after: State) => isWhollyGone(harm, harmsIn(after));
    const known = ways.get(kindOf(harm)) ?? [];
    ways.set(kindOf(harm), known);
    if (patience.some((days) => isUndone(later(state, days)))) return true;
    if (known.some((deeds) => leadsTo(setting, group, state, deeds, isUndone))) return true;
    const found = search(setting, group, state, isUndone);
    if (found !== undefined) known.push(found);
    return found !== undefined;
  };
}

function kindOf({ kind, child, person }: Harm): string {
  return `${kind} ${String(child)} ${person?.subject ?? ""}`;
}

function isWhollyGone(harm: Harm, left: readonly Harm[]): boolean {
  const [stays] = newIn([harm], left);
  return stays !== undefined && stays.categories === harm.categories;
}

// Of what is told in the same words, such as the end of one of two restrictions, each is tried.
function leadsTo(
  setting: Setting,
  group: Group,
  state: State,
  [deed, ...more]: readonly Deed[],
  isUndone: (after: State) => boolean,
): boolean {
  if (deed === undefined) return isUndone(state);
  const people = group.others.filter(({ subject }) => subject === deed.by);
  const moves = movesOf(setting, state, people, Infinity).filter(({ says }) => says === deed.says);
  return moves.some((move) => {
    const tried = attempt(setting, state, move);
    return "next" in tried && leadsTo(setting, group, tried.next, more, isUndone);
  });
}

function search(setting: Setting, group: Group, state: State, isUndone: (after: State) => boolean): readonly Deed[] | undefined {
  const first = steps(setting, group, state);
  const one = first.find(({ next }) => isUndone(next));
  if (one !== undefined) return [one.deed];
  for (const { deed, next } of first) {
    const two = steps(setting, group, next).find((second) => second.deed.by !== deed.by && isUndone(second.next));
    if (two !== undefined) return [deed, two.deed];
  }
  return undefined;
}

// What leads to the same state is tried once.
function steps(setting: Setting, { others }: Group, state: State): readonly { readonly deed: Deed; readonly next: State }[] {
  const seen = new Set([keyOf(state)]);
  return movesOf(setting, state, others, Infinity).flatMap((move) => {
    const tried = attempt(setting, state, move);
    if ("refused" in tried) return [];
    const key = keyOf(tried.next);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ deed: { by: move.by.subject, says: move.says }, next: tried.next }];
  });
}
