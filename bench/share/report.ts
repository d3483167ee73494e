import type { Statuses } from "./asking.ts";

/** What somebody waited for, in milliseconds each time. */
export interface Waited {
  readonly view: readonly number[];
  readonly gateway: readonly number[];
  readonly partnership: readonly number[];
}

/** What was measured beside one kind of greed. */
export interface Measured {
  readonly title: string;
  /** Milliseconds of one dear operation beside which nothing else ran. */
  readonly alone: number;
  readonly statuses: Statuses;
  readonly quiet: Waited;
  readonly greedy: Waited;
}

/** How many times as long another's view may take, in the median. */
const longestRatio = 2;
/** How many milliseconds /health may take, in nineteen cases of twenty. */
const longestHealth = 100;

/** The figures as a table, and whether all targets hold. */
export function report(measured: readonly Measured[]): { readonly text: string; readonly holds: boolean } {
  const rows = measured.map((one) => {
    const ratio = quantile(one.greedy.view, 0.5) / quantile(one.quiet.view, 0.5);
    const views = (["quiet", "greedy"] as const).map((when) => ms(quantile(one[when].view, 0.5)));
    const healths = (["gateway", "partnership"] as const).map((of) =>
      [one.quiet, one.greedy].map((when) => `${ms(quantile(when[of], 0.5))} / ${ms(quantile(when[of], 0.95))}`).join(" → "),
    );
    const statuses = [...one.statuses].sort().map(([status, times]) => `${times} × ${status}`);
    return `| ${[one.title, ms(one.alone), statuses.join(", "), ...views, `${ratio.toFixed(2)}×`, ...healths].join(" | ")} |\n`;
  });
  const ratios = measured.map((one) => quantile(one.greedy.view, 0.5) / quantile(one.quiet.view, 0.5));
  const slowest = Math.max(...measured.flatMap(({ greedy }) => [quantile(greedy.gateway, 0.95), quantile(greedy.partnership, 0.95)]));
  const verdicts = [
    {
      what: `another's view takes at most ${longestRatio} times as long`,
      found: `${Math.max(...ratios).toFixed(2)} times`,
      holds: Math.max(...ratios) <= longestRatio,
    },
    {
      what: `/health is answered in less than ${longestHealth} ms`,
      found: `${ms(slowest)} ms (95 of 100)`,
      holds: slowest < longestHealth,
    },
  ];
  return {
    text: [
      "| One caller asks, again and again | one alone, ms | answered | another's view before, ms | meanwhile, ms | | gateway's /health before → meanwhile, ms (median / 95 of 100) | partnership's |\n",
      "|:--|--:|:--|--:|--:|--:|--:|--:|\n",
      ...rows,
      "\n",
      ...verdicts.map(({ what, found, holds }) => `Target, ${what}: ${found}, ${holds ? "holds" : "DOES NOT HOLD"}.\n`),
    ].join(""),
    holds: verdicts.every(({ holds }) => holds),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
