import type { Measured } from "./rounds.ts";

/** Both ways in which our engine is measured: a policy that has answered nothing yet, and one that has answered the same questions before. */
export const firstTime = "each situation for the first time";
/** See {@link firstTime}. */
export const again = "each situation again";

const headings = {
  decision: "One decision: one person, one category",
  permit: "A permit: all categories of one agency for one child",
} as const;

/** The measurements as Markdown: a table for decisions and one for permits. Ratios say how many times as long as ours an engine takes. */
export function tables(measured: readonly Measured[]): string {
  return (["decision", "permit"] as const).map((unit) => table(unit, measured)).join("\n");
}

function table(unit: Measured["unit"], measured: readonly Measured[]): string {
  const rows = measured.filter((row) => row.unit === unit);
  const ours = [medianOf(measured, unit, firstTime), medianOf(measured, unit, again)];
  const lines = rows.map((row) => {
    const ratios = ours.map((median) => `${figures(row.median / median)}×`);
    const spread = `${figures(row.median)} (${figures(row.least)}–${figures(row.most)})`;
    return `| ${row.engine}, ${row.how} | ${figures(1_000_000 / row.median)} | ${spread} | ${ratios.join(" | ")} |`;
  });
  return [
    `| ${headings[unit]} | a second | µs (least–most of the rounds) | to ours, first time | to ours, again |`,
    "|:--|--:|--:|--:|--:|",
    ...lines,
    "",
  ].join("\n");
}

/** Whether a target is met, and the sentence that says so. */
export interface Verdict {
  readonly holds: boolean;
  readonly text: string;
}

/** At least 20 times as many single decisions as Cedar, however Cedar was asked; our own policy answers each situation for the first time. */
export function fasterThanCedar(measured: readonly Measured[]): Verdict {
  const cedar = Math.min(...measured.filter(({ engine, unit }) => engine === "Cedar" && unit === "decision").map(({ median }) => median));
  const [first, repeated] = [firstTime, again].map((how) => cedar / medianOf(measured, "decision", how));
  return verdict(
    "at least 20 times as many single decisions a second as Cedar at its fastest",
    first,
    repeated,
    "times",
    (value) => value >= 20,
  );
}

/** A whole permit in less than 10 µs. */
export function permitInTime(measured: readonly Measured[]): Verdict {
  const [first, repeated] = [firstTime, again].map((how) => medianOf(measured, "permit", how));
  return verdict("a permit in less than 10 µs", first, repeated, "µs", (value) => value < 10);
}

// A target is for a service that runs, which has met most situations before; what a first meeting takes is told beside it.
function verdict(target: string, first = Number.NaN, repeated = Number.NaN, unit: string, meets: (value: number) => boolean): Verdict {
  const word = (value: number) => `${figures(value)} ${unit}, ${meets(value) ? "holds" : "DOES NOT HOLD"}`;
  return { holds: meets(repeated), text: `Target, ${target}: ${word(first)} (first time); ${word(repeated)} (again).` };
}

function medianOf(measured: readonly Measured[], unit: Measured["unit"], how: string): number {
  return measured.find((row) => row.engine === "Childview" && row.unit === unit && row.how === how)?.median ?? Number.NaN;
}

// Three figures: the fourth is different in every run.
function figures(value: number): string {
  return value.toLocaleString("en-GB", { maximumSignificantDigits: 3 });
}
