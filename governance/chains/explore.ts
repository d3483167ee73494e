import { attempt, movesOf } from "./attempt.ts";
import { later } from "./days.ts";
import { type Group, groupOf, tellsOthers } from "./group.ts";
import { bearableIf, type Harm, newIn } from "./harm.ts";
import { harmsBy } from "./harms.ts";
import type { Move } from "./moves/move.ts";
import { keyOf } from "./state-key.ts";
import { undoing } from "./undo.ts";
import { type Setting, startOf, type State } from "./world.ts";

/** One step of a chain: a change that somebody made, or days that went by. */
export type Step = Move | { readonly days: number };

/** A chain of allowed changes that leads to a harm, and why it cannot be borne. */
export interface Chain {
  readonly steps: readonly Step[];
  readonly harm: Harm;
  readonly because: "never" | "untold" | "not undone";
}

/** What came of following every chain of a group. */
export interface Exploration {
  /** The shortest chain to each harm. */
  readonly chains: readonly Chain[];
  /** Chains of how many steps were followed, all of them; fewer than asked for if time ran out, or if nothing more could follow. */
  readonly steps: number;
  readonly isWhole: boolean;
  readonly states: number;
  readonly moves: number;
  readonly refused: number;
}

/** How far chains are followed: so many steps at most, and no longer than until `isOver` says so. */
export interface Reach {
  readonly steps: number;
  readonly isOver: () => boolean;
}

interface Place {
  readonly state: State;
  readonly steps: readonly Step[];
  readonly harms: readonly Harm[];
}

/** Follows every chain of changes that a group can make, and of days that go by, the shortest first. Equal states are visited once; nothing is followed beyond a harm. */
export function explore(setting: Setting, subjects: readonly string[], reach: Reach): Exploration {
  const deepest = Error.stackTraceLimit;
  // Most moves are refused, and nobody looks where in the code.
  Error.stackTraceLimit = 0;
  try {
    return followed(setting, subjects, reach);
  } finally {
    Error.stackTraceLimit = deepest;
  }
}

function followed(setting: Setting, subjects: readonly string[], reach: Reach): Exploration {
  const group = groupOf(setting, subjects);
  const harmsIn = harmsBy(setting, group);
  const chains = new Map<string, Chain>();
  const bearable = bearing(setting, group, harmsIn);
  const start = startOf(setting.world);
  const first: Place = { state: start, steps: [], harms: harmsIn(start) };
  const visited = new Map([[keyOf(start), first.harms]]);
  const counts = { moves: 0, refused: 0 };
  for (const harm of first.harms) chains.set(nameOf(harm), { steps: [], harm, because: "never" });
  let places: readonly Place[] = [first];
  let length = 0;
  for (; length < reach.steps && places.length > 0; length += 1) {
    const reached: Place[] = [];
    for (const place of places) {
      if (reach.isOver()) return outcome(length, false);
      for (const next of nextOf(setting, group, place.state, counts)) visit(place, next, reached);
    }
    places = reached;
  }
  return outcome(length, true);

  function visit(place: Place, { step, next, isTold }: Next, reached: Place[]): void {
    const key = keyOf(next);
    const known = visited.get(key);
    const harms = known ?? harmsIn(next);
    // A state can be reached by one change that tells others and by another that does not, so each change is looked at.
    const found = newIn(harms, place.harms).flatMap((harm) => (chains.has(nameOf(harm)) ? "again" : (bearable(harm, next, isTold) ?? [])));
    const steps = [...place.steps, step];
    for (const one of found) if (one !== "again") chains.set(nameOf(one.harm), { steps, ...one });
    if (known !== undefined || found.length > 0) return;
    visited.set(key, harms);
    reached.push({ state: next, steps, harms });
  }

  function outcome(steps: number, isWhole: boolean): Exploration {
    return { chains: [...chains.values()], steps, isWhole, states: visited.size, ...counts };
  }
}

interface Next {
  readonly step: Step;
  readonly next: State;
  readonly isTold: boolean;
}

function nextOf(setting: Setting, group: Group, state: State, counts: { moves: number; refused: number }): readonly Next[] {
  const made = movesOf(setting, state, group.members, setting.world.most).flatMap((step) => {
    const tried = attempt(setting, state, step);
    counts.moves += 1;
    if ("refused" in tried) counts.refused += 1;
    return "next" in tried ? [{ step, next: tried.next, isTold: tellsOthers(group, tried.alerts) }] : [];
  });
  return [...made, ...setting.world.waits.map((days) => ({ step: { days }, next: later(state, days), isTold: false }))];
}

// Of harms of one kind to one person the shortest chain is enough.
function nameOf({ kind, child, person, agency }: Harm): string {
  return [kind, child, person?.subject, agency].join(" ");
}

/** Says why a harm cannot be borne, if it cannot. */
function bearing(setting: Setting, group: Group, harmsIn: (state: State) => readonly Harm[]) {
  const canBeUndone = undoing(setting, group, harmsIn);
  const known = new Map<string, boolean>();
  return (harm: Harm, state: State, isTold: boolean): Pick<Chain, "harm" | "because"> | undefined => {
    const condition = bearableIf[harm.kind];
    if (condition === "never") return { harm, because: "never" };
    if (!isTold) return { harm, because: "untold" };
    if (condition === "told") return undefined;
    const key = `${keyOf(state)} ${nameOf(harm)} ${String(harm.categories)}`;
    const isUndone = known.get(key) ?? canBeUndone(state, harm);
    known.set(key, isUndone);
    return isUndone ? undefined : { harm, because: "not undone" };
  };
}
