import type { Measured, Took } from "./measure.ts";

/** How many times as much processor time of the whole system a view may take with its audit. */
const mostProcessor = 1.15;
/** How large a part of the throughput, with many views in flight, has to be left. */
const leastThroughput = 0.85;
/** How many statements more each request may cost its service. */
const mostStatements = 1;

/** The figures of one place of databases as text, and whether all targets hold there. */
export function report(title: string, { alone, together, statements }: Measured): { readonly text: string; readonly holds: boolean } {
  const ratios = (rounds: Measured["alone"], of: keyof Took) => rounds.map(({ on, off }) => on[of] / off[of]);
  const rows = [
    { what: "processor time, one view after the other, ms", rounds: alone, of: "processor" as const },
    { what: "processor time, 32 in flight, ms", rounds: together, of: "processor" as const },
    { what: "views a second, 32 in flight", rounds: together, of: "throughput" as const },
  ].map(({ what, rounds, of }) => {
    const [on, off] = [median(rounds.map((round) => round.on[of])), median(rounds.map((round) => round.off[of]))];
    const all = ratios(rounds, of);
    const spread = `${median(all).toFixed(2)} (${Math.min(...all).toFixed(2)}–${Math.max(...all).toFixed(2)})`;
    return `| ${what} | ${off.toFixed(1)} | ${on.toFixed(1)} | ${spread} |\n`;
  });
  const verdicts = [
    verdict(
      `at most ${String(mostProcessor)} times the processor time, one view after the other`,
      median(ratios(alone, "processor")),
      mostProcessor,
    ),
    verdict(
      `at most ${String(mostProcessor)} times the processor time, 32 in flight`,
      median(ratios(together, "processor")),
      mostProcessor,
    ),
    verdict(`at least ${String(leastThroughput)} of the throughput`, median(ratios(together, "throughput")), leastThroughput, "least"),
    ...(statements === undefined ? [] : [verdictOnStatements(statements)]),
  ];
  const table = `| ${title} | without | with | ratio, median (least–most of the rounds) |\n|:--|--:|--:|--:|\n${rows.join("")}\n`;
  const text = [table, ...(statements === undefined ? [] : [statementsTable(statements)]), ...verdicts.map(({ said }) => said), "\n"].join(
    "",
  );
  return { text, holds: verdicts.every(({ holds }) => holds) };
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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
