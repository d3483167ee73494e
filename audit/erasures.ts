import type { Erasure } from "./entry.ts";

/** Values that are said to be erased by one entry: of each field the runs of indexes, in ascending order. */
type Claims = Map<string, [number, number][]>;

/**
 * Holds what is said of erased values together with the entries that erased them, which come later. What waits for such an entry is kept as runs of neighbours: a whole year of one field takes as much room as one value.
 */
export class Erasures {
  readonly #claims = new Map<number, Claims>();

  /** Notes that the export shows a value as erased by a later entry. Answers in words what is wrong with that. */
  claim(index: number, field: string, by: number): string | undefined {
    if (by <= index) return `its value of "${field}" is said to be erased by entry ${String(by)}, which was there before it`;
    const claims = this.#claims.get(by) ?? new Map<string, [number, number][]>();
    const runs = claims.get(field) ?? [];
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
    this.#claims.set(by, claims.set(field, runs));
    return undefined;
  }

  /** Takes what was claimed of an entry that erased something, or did not. Answers in words what does not agree. `from` is where the export begins: of what stands before it nothing is known. */
  settle(by: number, erasure: Erasure | undefined, from: number): string | undefined {
    const claims: Claims = this.#claims.get(by) ?? new Map<string, [number, number][]>();
    this.#claims.delete(by);
    if (erasure === undefined) {
      const [first] = claims.values();
      return first === undefined
        ? undefined
        : `values are said to be erased by it, that of entry ${String(first[0]?.[0])} among them, and it erased nothing`;
    }
    // Once for all: an erasure of a child's entries has thousands of runs.
    const erased = [...erasure.runs].sort(([one], [other]) => one - other);
    for (const [field, runs] of claims)
      for (const [first, last] of runs)
        if (!erasure.fields.includes(field) || !covers(erased, first, last))
          return `the values of "${field}" from entry ${String(first)} to ${String(last)} are said to be erased by it, and it does not say so`;
    const whole = erasure.runs.every(([first]) => first >= from);
    const count = [...claims.values()].flat().reduce((sum, [first, last]) => sum + last - first + 1, 0);
    if (whole && count !== erasure.values)
      return `it erased ${String(erasure.values)} values, and ${String(count)} are shown as erased by it`;
    return undefined;
  }

  /** The entries that are said to have erased something and never came. */
  unsettled(): number[] {
    return [...this.#claims.keys()].sort((one, other) => one - other);
  }
}

/** Whether runs, in ascending order, have every index between two. */
function covers(runs: readonly (readonly [number, number])[], first: number, last: number): boolean {
  let next = first;
  for (const [from, to] of runs) if (from <= next && to >= next) next = to + 1;
  return next > last;
}
