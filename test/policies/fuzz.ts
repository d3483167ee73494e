import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { z } from "zod";
import { engineSaysWhatAgreementsSay } from "./comparison.ts";

/*
 * Compares the engine with the agreements in random pairs of agreements and situations, each in four categories: npm run policy:fuzz -- --pairs 1000000
 *   --pairs <number>    how many; 20 million if nothing is said
 *   --workers <number>  in how many processes; one for each core if nothing is said
 *   --seed <number>     draws again what another run drew, which says at its start from which seed
 * Ends with 0 if all is decided as the agreements say, and with 1 at the first pair that is not, shown as small as it can be.
 */
const situations = 200;
const policies = 100;
const inBatch = situations * policies;

const whole = z.coerce.number().int().min(0);
const shape = z.object({ pairs: whole, workers: whole.min(1), seed: whole, worker: whole.optional() });
type Settings = z.infer<typeof shape>;
type Report = (disagreement: string | undefined) => void;

function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      pairs: { type: "string", default: "20000000" },
      workers: { type: "string", default: String(availableParallelism()) },
      seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
      // Which of the workers this process is; said by the process that shares the work out.
      worker: { type: "string" },
    },
  });
  return shape.parse(values);
}

/** Compares batch after batch, each with a seed of its own, so that the workers together draw what one would. Stops at the first disagreement. */
async function compare({ pairs, workers, seed, worker = 0 }: Settings, report: Report): Promise<void> {
  for (let batch = worker; batch * inBatch < pairs; batch += workers) {
    const { failed, errorInstance } = fc.check(engineSaysWhatAgreementsSay(situations), {
      numRuns: policies,
      seed: (seed + batch) | 0,
      endOnFailure: true,
    });
    report(failed ? String(errorInstance) : undefined);
    if (failed) return;
    // Messages leave between batches.
    await setImmediate();
  }
}

const fromWorker = z.object({ disagreement: z.string().optional() });

/** Has the pairs compared, and resolves when all are or one process found a disagreement. */
async function share(settings: Settings, report: Report): Promise<void> {
  if (settings.workers === 1) return compare(settings, report);
  const words = ["pairs", "workers", "seed"].flatMap((name) => [`--${name}`, String(settings[name as keyof Settings])]);
  const file = fileURLToPath(import.meta.url);
  const workers = Array.from({ length: settings.workers }, (_, worker) => fork(file, [...words, "--worker", String(worker)]));
  const stop = (): void => workers.forEach((worker) => worker.kill());
  for (const worker of workers) {
    worker.on("message", (message) => {
      const { disagreement } = fromWorker.parse(message);
      report(disagreement);
      if (disagreement !== undefined) stop();
    });
  }
  const ended = await Promise.all(workers.map((worker) => once(worker, "exit")));
  if (ended.some(([code]) => code !== 0 && code !== null)) throw new Error("A process that compares ended by itself.");
}

async function main(settings: Settings): Promise<number> {
  const started = performance.now();
  const found: string[] = [];
  let [compared, shown] = [0, started];
  const progress = (): void => {
    const seconds = (performance.now() - started) / 1000;
    const pairs = Math.min(compared * inBatch, settings.pairs);
    process.stdout.write(`${count(pairs)} of ${count(settings.pairs)} pairs in ${count(seconds)} s, ${count(pairs / seconds)} a second\n`);
    shown = performance.now();
  };
  process.stdout.write(`Seed ${String(settings.seed)}\n`);
  await share(settings, (disagreement) => {
    compared += 1;
    if (disagreement !== undefined) found.push(disagreement);
    else if (performance.now() - shown > 10_000) progress();
  });
  progress();
  process.stdout.write(found.length === 0 ? "PASSED: all is decided as the agreements say.\n" : `FAILED\n${found.join("\n")}\n`);
  return found.length === 0 ? 0 : 1;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}

const settings = readSettings();
if (settings.worker === undefined) process.exitCode = await main(settings);
else await compare(settings, (disagreement) => process.send?.({ disagreement }));
