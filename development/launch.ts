import { explain } from "../service/run-process.ts";
import { whenToldToStop } from "../service/stopping.ts";
import { type Command, Processes } from "./child-process.ts";

/** What to run together. */
export interface Launch {
  readonly services: readonly Command[];
  /** Done before the services start. */
  readonly prepare: (processes: Processes) => Promise<void>;
  /** Said when all of them listen. */
  readonly ready: () => string;
}

/**
 * Runs services together, each as a process of its own, until one of them ends or this process is told to stop; then ends them all, and this process: with 0 if it was told
 * to stop. What stops it otherwise is said in one line.
 */
export async function launch(environment: NodeJS.ProcessEnv, { services, prepare, ready }: Launch): Promise<never> {
  const processes = new Processes(environment);
  const end = async (code: number): Promise<never> => {
    await processes.stop();
    process.exit(code);
  };
  whenToldToStop(environment, () => {
    process.stdout.write("\nStopping …\n");
    void end(0);
  });
  try {
    await prepare(processes);
    return await end(await untilFirstEnds(processes, services, ready));
  } catch (error) {
    if (!processes.stopping) process.stderr.write(`start: ${explain(error)}\n`);
    return end(1);
  }
}

async function untilFirstEnds(processes: Processes, services: readonly Command[], ready: () => string): Promise<number> {
  if (processes.stopping) return 0;
  process.stdout.write("Starting the services …\n");
  const running = services.map((service) => processes.start(service));
  const firstEnd = Promise.race(running.map(({ ended }) => ended));
  const listening = Promise.all(running.map((service) => service.listening)).then(() => "listening" as const);
  if ((await Promise.race([listening.catch(() => 1), firstEnd])) === "listening") process.stdout.write(ready());
  await firstEnd;
  return processes.stopping ? 0 : 1;
}
