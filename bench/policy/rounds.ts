import type { Sample } from "./sampling.ts";

/** One line of a table. `questions` says how many of the table's units one question is worth. */
export interface Row {
  readonly engine: "Childview" | "Cedar" | "Cerbos";
  readonly how: string;
  readonly unit: "decision" | "permit";
  readonly unitsPerQuestion: number;
  readonly sample: Sample;
}

/** A line with its measurements: microseconds for one unit, the median of the rounds and both ends. */
export interface Measured extends Omit<Row, "sample" | "unitsPerQuestion"> {
  readonly rounds: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Measures the rows in turn, round after round, so that whatever else the machine does meanwhile befalls all of them. The first round is
 * thrown away. There are as many others as asked for, or as fit before `latest` (milliseconds, by `performance.now`), and at least one.
 */
export async function measure(rows: readonly Row[], rounds: number, milliseconds: number, latest: number): Promise<readonly Measured[]> {
  const sampled = new Map(rows.map((row) => [row, [] as number[]]));
  for (const { sample } of rows) await sample(milliseconds);
  for (let round = 0; round === 0 || (round < rounds && performance.now() < latest); round++) {
    for (const [{ sample, unitsPerQuestion }, values] of sampled) values.push((await sample(milliseconds)) / unitsPerQuestion);
  }
  return [...sampled].map(([{ engine, how, unit }, values]) => ({ engine, how, unit, rounds: values.length, ...summary(values) }));
}

function summary(values: readonly number[]): { median: number; least: number; most: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, least: at(0), most: at(sorted.length - 1) };
}
