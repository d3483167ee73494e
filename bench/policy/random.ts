/** Random choices that are the same in every run, so that two runs measure the same policies and facts. */
export interface Random {
  /** Whether something with this probability (0 to 1) happens. */
  readonly chance: (probability: number) => boolean;
  /** One of the values. Throws RangeError if there is none. */
  readonly one: <T>(values: readonly T[]) => T;
  /** At least one and at most so many of the values, in their order. */
  readonly some: <T>(values: readonly T[], most: number) => readonly T[];
}

/** A source of random choices; the same seed (a whole number) always makes the same ones. Not for secrets. */
export function randomFrom(seed: number): Random {
  const next = mulberry32(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const one = <T>(values: readonly T[]): T => {
    const value = values[below(values.length)];
    if (value === undefined) throw new RangeError("There is nothing to choose from.");
    return value;
  };
  const some = <T>(values: readonly T[], most: number): readonly T[] => {
    const wanted = 1 + below(Math.min(most, values.length));
    const chosen = new Set<T>();
    while (chosen.size < wanted) chosen.add(one(values));
    return values.filter((value) => chosen.has(value));
  };
  return { chance: (probability) => next() < probability, one, some };
}

// Tommy Ettinger's mulberry32 (public domain): 32 bits of state, evenly spread, which is all that is needed here.
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
