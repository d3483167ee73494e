import { isDatabaseGone, isDiskFull } from "./database-gone.ts";
import { ChildviewError, errorCodes } from "./errors.ts";
import { whenToldToStop } from "./stopping.ts";

/** Milliseconds in which a service closes what it has open. What hangs then, such as a statement to a database that is gone, is let go. */
const longestClosing = 5000;

/** A service that runs. */
export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Runs a service as this process, which reads its settings from this environment alone: says where it listens, and stops cleanly when it is told to, or because the process that started it is gone. If it cannot start, one
 * line says why and what to do, and the exit code is 1; so it is when it cannot close within five seconds.
 */
export async function runProcess(
  name: string,
  environment: NodeJS.ProcessEnv,
  start: (environment: NodeJS.ProcessEnv) => Promise<Running>,
): Promise<void> {
  let running: Running | undefined;
  whenToldToStop(environment, () => {
    setTimeout(() => process.exit(1), longestClosing);
    void (running?.close() ?? Promise.resolve()).finally(() => process.exit(0));
  });
  try {
    running = await start(environment);
    process.stdout.write(`${name}: listening on ${running.url}\n`);
    process.send?.({ listening: running.url });
  } catch (error) {
    process.stderr.write(`${name}: ${explain(error)}\n`);
    process.exit(1);
  }
}

/** Says in one line what stopped a command and what to do about it. */
export function explain(error: unknown): string {
  if (error instanceof ChildviewError) return `${error.code}: ${error.message}. ${errorCodes[error.code].todo}`;
  // The policies room imports nothing of ours, so its errors say for themselves what to do.
  if (error instanceof Error && "mend" in error && "code" in error) return `${String(error.code)}: ${error.message}`;
  const message = error instanceof Error ? error.message : String(error);
  if (isDiskFull(error)) return explain(new ChildviewError("DATABASE_FULL", message));
  if (isDatabaseGone(error)) return explain(new ChildviewError("DATABASE_UNREACHABLE", message));
  return `INTERNAL: ${message.split("\n")[0] ?? message}`;
}
