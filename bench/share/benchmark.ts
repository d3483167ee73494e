import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { readLimits } from "../../service/limits.ts";
import { type Asked, keepInFlight, once, operation, sample, type Statuses } from "./asking.ts";
import { type DemoSystem, startDemoSystem } from "../demo-system.ts";
import { type Greed, greeds } from "./greedy.ts";
import { type Measured, report, type Waited } from "./report.ts";

/** Rounds for each kind of greed. In each there is quiet, and then greed, so that what else the machine does weighs on both. */
const rounds = 2;
/** Milliseconds of quiet, and of greed, in each round. */
const lasts = { quiet: 3_000, greed: 5_000 };
/** Milliseconds between two views, and between two questions after health. */
const pause = 40;
// The run is to end whatever happens.
const processEnds = 240_000;

/**
 * Measures what others notice while one caller sends ten times as many of the dearest operations as they may: another's view of one child, and the health of gateway and partnership. Writes the
 * figures. Resolves to the exit code: 0 if all targets hold, 1 if one does not. Ends the process with 1 after four minutes.
 */
export async function benchmarkShare(write: (text: string) => void): Promise<number> {
  const overdue = setTimeout(() => {
    process.stderr.write("The benchmark did not end in time.\n");
    process.exit(1);
  }, processEnds);
  const system = await startDemoSystem();
  try {
    const { running, waiting } = readLimits(process.env).share;
    const inFlight = 10 * (running + waiting);
    write(
      `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}\n\n`,
    );
    write(`One caller keeps ${inFlight} requests in flight; ${running + waiting} are taken.\n\n`);
    const measured: Measured[] = [];
    for (const greed of greeds) {
      process.stderr.write(`${greed.title} …\n`);
      measured.push(await measure(system, greed, inFlight));
    }
    const { text, holds } = report(measured);
    write(text);
    return holds ? 0 : 1;
  } finally {
    await system.stop();
    clearTimeout(overdue);
  }
}

async function measure(system: DemoSystem, greed: Greed, inFlight: number): Promise<Measured> {
  const [greedy, other] = await Promise.all([system.tokenOf("parent"), system.tokenOf("senco")]);
  const dear = operation(system.gateway, greedy, greed.body());
  const watched = {
    view: operation(system.gateway, other, JSON.parse(readFileSync("docs/first-query.json", "utf8")) as object),
    gateway: { url: `${system.gateway}/health`, init: {} },
    partnership: { url: `${system.partnership}/health`, init: {} },
  };
  const taken = await warmUp(dear, watched.view);
  const measured = { title: greed.title, alone: taken, statuses: new Map() as Statuses, quiet: empty(), greedy: empty() };
  for (let round = 0; round < rounds; round++) {
    await during(AbortSignal.timeout(lasts.quiet), watched, measured.quiet);
    const until = AbortSignal.timeout(lasts.greed);
    await Promise.all([keepInFlight(dear, inFlight, until, measured.statuses), during(until, watched, measured.greedy)]);
    // What ran when its caller left is done by then.
    await wait(1_500);
  }
  return measured;
}

const empty = () => ({ view: [] as number[], gateway: [] as number[], partnership: [] as number[] });

/** Watches until told to stop. */
async function during(until: AbortSignal, watched: Record<keyof Waited, Asked>, into: Record<keyof Waited, number[]>): Promise<void> {
  await Promise.all((["view", "gateway", "partnership"] as const).map((name) => sample(watched[name], pause, until, into[name])));
}

/** Asks some times, so that code is compiled; answers the milliseconds of the last dear operation, which nothing else ran beside. Throws if it is not allowed. */
async function warmUp(dear: Asked, view: Asked): Promise<number> {
  for (let times = 0; times < 5; times++) await once(view);
  for (let times = 0; times < 3; times++) await once(dear);
  const { took, status, text } = await once(dear);
  if (status !== 200 || text.includes('"errors"')) throw new Error(`the dear operation was answered ${status}: ${text.slice(0, 300)}`);
  return took;
}
