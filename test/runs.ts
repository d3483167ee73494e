import process from "node:process";

const atLength = process.env["TEST_AT_LENGTH"] !== undefined;

/**
 * How often a property is tried: so often where everything is checked (`.ci/run`, which sets TEST_AT_LENGTH), and a tenth of that, but ten times at least, where somebody waits for the answer
 * (`npm cit`).
 */
export function runs(whole: number): number {
  return atLength ? whole : Math.min(whole, Math.max(10, Math.ceil(whole / 10)));
}

/**
 * Of every one with every other, all pairs where everything is checked, and a third of them where somebody waits, by turns: each is in it with a third of the others.
 */
export function pairsOf<One, Other>(some: readonly One[], others: readonly Other[]): (readonly [One, Other])[] {
  return some.flatMap((one, at) => others.filter((_, index) => atLength || (at + index) % 3 === 0).map((other) => [one, other] as const));
}
