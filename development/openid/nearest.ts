/** One thing to choose, and the ways in which somebody may mean it. */
export interface Choice {
  readonly value: string;
  readonly spellings: readonly string[];
}

/**
 * The up to three choices of which a spelling is nearest to what was typed, the nearest first, counted in letters to change. One of
 * which more than a third of the letters would change is none. Upper case does not count.
 */
export function nearest(typed: string, choices: readonly Choice[]): string[] {
  return choices
    .map(({ value, spellings }) => ({
      value,
      changes: Math.min(...spellings.map((spelling) => changes(typed.toLowerCase(), spelling.toLowerCase()))),
    }))
    .filter((choice) => choice.changes <= Math.ceil(typed.length / 3))
    .sort((one, other) => one.changes - other.changes)
    .slice(0, 3)
    .map(({ value }) => value);
}

/** Levenshtein's distance, row by row. */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
