import type { Measured, Took } from "./measure.ts";

/** How many times as much processor time of the whole system a view may take with its audit. */
const mostProcessor = 1.15;
/** How large a part of the throughput, with many views in flight, has to be left. */
const leastThroughput = 0.85;
/** How many statements more each request may cost its service. */
const mostStatements = 1;

/** The figures of one place of databases as text, and whether all targets hold there. */
export function report(title: string, { alone, together, statements }: Measured): { readonly text: string; readonly holds: boolean } {
  const rows = [
    { what: "processor time of a view, one after the other, ms", rounds: alone, of: processorOf },
    { what: "processor time of a view, 32 in flight, ms", rounds: together, of: processorOf },
    { what: "views a second, 32 in flight", rounds: together, of: throughputOf },
  ].map((row) => ({ ...row, ...ratioOf(row.rounds, row.of) }));
  const [alones = Number.NaN, togethers = Number.NaN, throughput = Number.NaN] = rows.map(({ ratio }) => ratio);
  const verdicts = [
    verdict(`at most ${String(mostProcessor)} times the processor time, one view after the other`, alones, mostProcessor),
    verdict(`at most ${String(mostProcessor)} times the processor time, 32 in flight`, togethers, mostProcessor),
    verdict(`at least ${String(leastThroughput)} of the throughput`, throughput, leastThroughput, "least"),
    ...(statements === undefined ? [] : [verdictOnStatements(statements)]),
  ];
  const table = `| ${title} | without | with | ratio (least–most of the rounds) |\n|:--|--:|--:|--:|\n${rows.map(rowOf).join("")}\n`;
  const text = [table, ...(statements === undefined ? [] : [statementsTable(statements)]), ...verdicts.map(({ said }) => said), "\n"].join(
    "",
  );
  return { text, holds: verdicts.every(({ holds }) => holds) };
}

const processorOf = ({ processor, views }: Took): number => processor / views;
const throughputOf = ({ views, lasted }: Took): number => (views * 1000) / lasted;

interface Ratio {
  readonly on: number;
  readonly off: number;
  /** Of all rounds together, so that what is done once a minute is in it; and of each. */
  readonly ratio: number;
  readonly each: readonly number[];
}

function ratioOf(rounds: Measured["alone"], of: (took: Took) => number): Ratio {
  const [on, off] = [of(sum(rounds.map((round) => round.on))), of(sum(rounds.map((round) => round.off)))];
  return { on, off, ratio: on / off, each: rounds.map((round) => of(round.on) / of(round.off)) };
}

function sum(all: readonly Took[]): Took {
  return all.reduce((one, more) => ({
    views: one.views + more.views,
    processor: one.processor + more.processor,
    lasted: one.lasted + more.lasted,
  }));
}

function rowOf({ what, on, off, ratio, each }: Ratio & { readonly what: string }): string {
  const spread = `${ratio.toFixed(2)} (${Math.min(...each).toFixed(2)}–${Math.max(...each).toFixed(2)})`;
  return `| ${what} | ${off.toFixed(1)} | ${on.toFixed(1)} | ${spread} |\n`;
}

function verdict(what: string, found: number, bound: number, is: "least" | "most" = "most"): { said: string; holds: boolean } {
  const holds = is === "most" ? found <= bound : found >= bound;
  return { said: `Target, ${what}: ${found.toFixed(2)}, ${holds ? "holds" : "DOES NOT HOLD"}.\n`, holds };
}

type OfStatements = NonNullable<Measured["statements"]>;

const none = { all: 0, appending: 0 };

function statementsTable({ on, off }: OfStatements): string {
  const rows = [...on].map(([database, { all, appending }]) => {
    const without = off.get(database) ?? none;
    return `| ${database} | ${String(without.all)} | ${String(all)} | ${String(appending)} |\n`;
  });
  return `| Statements for one view, of | without | with | of these append |\n|:--|--:|--:|--:|\n${rows.join("")}\n`;
}

// Each request appends once, so how many append says how many requests the view was for that service.
function verdictOnStatements({ on, off }: OfStatements): { said: string; holds: boolean } {
  const each = [...on].map(([database, { all, appending }]) => (all - (off.get(database) ?? none).all) / Math.max(1, appending));
  return verdict(`at most ${String(mostStatements)} statement more for each request`, Math.max(...each), mostStatements);
}
