import { loadPolicy } from "../../policies/index.ts";
import type { Policy } from "../../policies/index.ts";
import type { Clock } from "../../service/clock.ts";
import { gatherFacts } from "../../subgraphs/partnership/deciding/gather-facts.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { type SomeChild, someChildren } from "./some-children.ts";

// Rounds are short, so that what else the machine does befalls few of them.
const [childrenAtOnce, rounds] = [100, 101];
const mostOfAnOrdinaryChild = 40;

/** What one decision's facts take of one child, in microseconds: the median of some rounds, with the least and the most. */
interface Gathering {
  readonly kind: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Gathers the facts of children who were just read, each once, since an operation reads anew; reading and copying is done while the clock stands still. The first rounds are thrown away. */
function gatherings(policy: Policy): readonly Gathering[] {
  const moment = momentAt(new Date("2026-11-22T12:00:00Z"));
  const round = ({ read, asks }: SomeChild): number => {
    const facts = Array.from({ length: childrenAtOnce }, read);
    const started = performance.now();
    for (const child of facts) gatherFacts(policy, child, asks, "DIRECT_SUPPORT", moment);
    return ((performance.now() - started) * 1_000) / childrenAtOnce;
  };
  const taken = someChildren.map((child) => ({ child, values: [] as number[] }));
  for (let at = -5; at < rounds; at++)
    for (const { child, values } of taken) {
      const value = round(child);
      if (at >= 0) values.push(value);
    }
  return taken.map(({ child: { kind }, values }) => {
    const sorted = values.toSorted((one, other) => one - other);
    const place = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
    return { kind, median: place(0.5), least: place(0), most: place(1) };
  });
}

/** Measures what the facts of a decision take, by the documents of `folder`, and writes the table. Answers the exit code: 1 if those of an ordinary child take more than 40 µs. Takes a second, and needs nothing installed. */
export function benchmarkFacts(folder: string, clock: Clock, write: (text: string) => void): 0 | 1 {
  const measured = gatherings(loadPolicy(folder, momentAt(clock()).today));
  const lines = measured.map(({ kind, median, least, most }) => `| ${kind} | ${figures(median)} (${figures(least)}–${figures(most)}) |\n`);
  write(
    `## The facts of a decision\n\n| Gathered for one person, purpose and child, of all categories | µs (least–most of the rounds) |\n|:--|--:|\n${lines.join("")}\n`,
  );
  const holds = (measured[0]?.median ?? Number.NaN) <= mostOfAnOrdinaryChild;
  write(`Target, the facts of an ordinary child in at most ${String(mostOfAnOrdinaryChild)} µs: ${holds ? "holds" : "DOES NOT HOLD"}.\n\n`);
  return holds ? 0 : 1;
}

function figures(value: number): string {
  return value.toLocaleString("en-GB", { maximumSignificantDigits: 3 });
}
