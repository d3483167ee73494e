/** What an import did with the rows of a file. */
export interface ImportCounts {
  added: number;
  changed: number;
  unchanged: number;
}

/** The sum of several counts, all zero for none. */
export function addCounts(...counts: ImportCounts[]): ImportCounts {
  const sum = { added: 0, changed: 0, unchanged: 0 };
  for (const one of counts) {
    sum.added += one.added;
    sum.changed += one.changed;
    sum.unchanged += one.unchanged;
  }
  return sum;
}
