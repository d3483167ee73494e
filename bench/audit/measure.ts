import process from "node:process";
import { once } from "../share/asking.ts";
import type { Statements } from "./server-log.ts";
import type { MeasuredSystem, TwoSystems } from "./two-systems.ts";

/** Rounds, in each of which either system is asked, now the one first and now the other: whatever else the machine does weighs on both. */
const rounds = 24;
/** How many views are in flight at once, where there are many. */
const many = 32;
/** Milliseconds for which each is asked. */
const lasts = 500;
/** How many views are asked for before anything is measured, so that code is compiled. */
const warmUp = 200;
/** How many views are asked for, one after the other, while statements are counted. */
const counted = 10;

/** What one system took for views that were asked for some at a time. */
export interface Took {
  /** How many were answered. */
  readonly views: number;
  /** Milliseconds of processor time of the whole system. */
  readonly processor: number;
  /** Milliseconds until all were answered. */
  readonly lasted: number;
}

type OnAndOff<T> = Readonly<Record<"on" | "off", T>>;

/** What was measured of both, round by round. */
export interface Measured {
  readonly alone: readonly OnAndOff<Took>[];
  readonly together: readonly OnAndOff<Took>[];
  /** How many statements there were for one view, by database; undefined where databases are embedded. */
  readonly statements: OnAndOff<Statements> | undefined;
}

/** Asks both systems for the same view, by turns. Throws if they do not answer the same, or if one answers with errors. */
export async function measure(systems: TwoSystems): Promise<Measured> {
  const [on, off] = [await answerOf(systems.on), await answerOf(systems.off)];
  if (on !== off) throw new Error(`the two do not answer the same:\n${on}\n${off}`);
  for (const system of [systems.on, systems.off]) await askAtOnce(system, many, (asked) => asked < warmUp);
  process.stderr.write("Measuring …\n");
  const alone: OnAndOff<Took>[] = [];
  const together: OnAndOff<Took>[] = [];
  for (let round = 0; round < rounds; round++) {
    alone.push(await inTurns(systems, round, 1));
    together.push(await inTurns(systems, round, many));
  }
  return { alone, together, statements: await statementsOf(systems) };
}

async function inTurns(systems: TwoSystems, round: number, atOnce: number): Promise<OnAndOff<Took>> {
  if (round % 2 === 0) {
    const on = await took(systems.on, atOnce);
    return { on, off: await took(systems.off, atOnce) };
  }
  const off = await took(systems.off, atOnce);
  return { on: await took(systems.on, atOnce), off };
}

async function took(system: MeasuredSystem, atOnce: number): Promise<Took> {
  const [began, before] = [performance.now(), system.processorTime()];
  const views = await askAtOnce(system, atOnce, () => performance.now() - began < lasts);
  return { views, processor: system.processorTime() - before, lasted: performance.now() - began };
}

/** Keeps so many views in flight as long as it is told to; answers how many were answered. */
async function askAtOnce(system: MeasuredSystem, atOnce: number, goOn: (asked: number) => boolean): Promise<number> {
  let asked = 0;
  const one = async (): Promise<void> => {
    while (goOn(asked)) {
      asked += 1;
      await answerOf(system);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return asked;
}

async function answerOf({ view }: MeasuredSystem): Promise<string> {
  const { status, text } = await once(view);
  if (status !== 200 || text.includes('"errors"')) throw new Error(`${view.url} answered ${String(status)}: ${text.slice(0, 300)}`);
  return text;
}

async function statementsOf({ on, off }: TwoSystems): Promise<OnAndOff<Statements> | undefined> {
  const during = async (system: MeasuredSystem): Promise<Statements | undefined> => {
    // The fewest of some views: what is signed and witnessed meanwhile no view waits for.
    const views: Statements[] = [];
    for (let view = 0; view < counted; view++) {
      const said = await system.server?.during(async () => void (await answerOf(system)));
      if (said === undefined) return undefined;
      views.push(said);
    }
    return fewest(views);
  };
  const [withAudit, without] = [await during(on), await during(off)];
  // That what is called off is off is part of what is measured.
  if (without !== undefined && [...without.values()].some(({ appending }) => appending > 0)) throw new Error("what is off was recorded");
  return withAudit && without && { on: withAudit, off: without };
}

function fewest(views: readonly Statements[]): Statements {
  const databases = new Set(views.flatMap((view) => [...view.keys()]));
  return new Map(
    [...databases].map((database) => {
      const all = views.map((view) => view.get(database) ?? { all: 0, appending: 0 });
      return [database, all.reduce((least, one) => (one.all < least.all ? one : least))] as const;
    }),
  );
}
