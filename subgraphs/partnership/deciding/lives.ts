import type { ConsentEventFacts } from "./child-facts.ts";
import { grouped } from "./grouped.ts";

/** What has to be known of the lives of consents to weigh one event against the others. */
export interface Lives {
  /** When the last thing was said of the event's consent (milliseconds). */
  lastAt(event: ConsentEventFacts): number;
  /** When the word was said that the event carries on (milliseconds). */
  wordAt(event: ConsentEventFacts): number;
}

const known = new WeakMap<readonly ConsentEventFacts[], Lives>();

/** The lives in a list of events. Worked out once for each list, since a decision asks for every category, and a view for every reader; the list must not change. Pure. */
export function livesOf(events: readonly ConsentEventFacts[]): Lives {
  const lives = known.get(events) ?? workedOut(events);
  known.set(events, lives);
  return lives;
}

function workedOut(events: readonly ConsentEventFacts[]): Lives {
  const lastAt = new Map<string, number>();
  for (const { consent, at } of events) lastAt.set(consent, Math.max(lastAt.get(consent) ?? -Infinity, at.getTime()));
  // Only limits ask for it, and of most children nothing was limited.
  let spoken: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    lastAt: ({ consent }) => lastAt.get(consent) ?? 0,
    // A limit says nothing anew: it stands where the word stood that it narrows, so that narrowing an older consent never lifts a later refusal.
    wordAt: ({ consent, event, at }) =>
      event === "limited" ? lastBefore((spoken ??= spokenAt(events)).get(consent) ?? [], at.getTime()) : at.getTime(),
  };
}

/** By consent, the moments at which something was said that is no limit, the earliest first. */
function spokenAt(events: readonly ConsentEventFacts[]): ReadonlyMap<string, readonly number[]> {
  const words = grouped(
    events.filter(({ event }) => event !== "limited"),
    ({ consent }) => consent,
  );
  return new Map([...words].map(([consent, said]) => [consent, said.map(({ at }) => at.getTime()).sort((one, other) => one - other)]));
}

/** The last of some moments, the earliest first, that is before another; looked for by halves, since one consent can be limited many times. */
function lastBefore(moments: readonly number[], moment: number): number {
  let [from, to] = [0, moments.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((moments[middle] ?? Infinity) < moment) from = middle + 1;
    else to = middle;
  }
  return moments[from - 1] ?? -Infinity;
}
