import type { Moment } from "../../subgraphs/partnership/deciding/moment.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import type { State } from "./world.ts";

const oneDay = 24 * 60 * 60 * 1000;
/** A Monday morning in winter, so that midnight in England is midnight. */
const beginning = Date.UTC(2026, 10, 16, 9);

/** The moment of a state. It moves on with each change, so that what was done later is later. */
export function momentOf({ day, made }: Pick<State, "day" | "made">): Moment {
  return moments(beginning + day * oneDay + made * 1000);
}

/** The state after so many days in which nobody did anything. */
export function later(state: State, days: number): State {
  return { ...state, day: state.day + days };
}

/** The ISO day on which a state is. */
export function dayOf({ day }: Pick<State, "day">): string {
  return moments(beginning + day * oneDay).today;
}

/** How many days lie between the first day and a moment. */
export function daysTo(moment: Date): number {
  return Math.floor((moment.getTime() - beginning + 9 * 60 * 60 * 1000) / oneDay);
}

const known = new Map<number, Moment>();

// The calendar of England is slow to ask, and the same few moments come again and again.
function moments(time: number): Moment {
  const found = known.get(time) ?? momentAt(new Date(time));
  known.set(time, found);
  return found;
}
