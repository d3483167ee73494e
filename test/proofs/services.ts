import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A service of the project that runs as a process of its own. */
export interface ServiceProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Tells it to end, and waits until it has. */
  end(): Promise<void>;
}

/** The longest that a service may take to listen, in milliseconds; on a busy machine it takes ten seconds. */
const longestStart = 120_000;

/** As `npm start` does it: the best code for the embedded database is not worth its price to who starts so often. */
const startingSoon = ["--liftoff-only"];

/** Starts a service of the tree in `root`, a script with its words, and waits until it listens. Throws if it ends before, or does not come to it in two minutes. */
export async function startProcess(root: string, script: string, environment: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [...startingSoon, "run.js", ...script.split(" ")], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "test", LOG_LEVEL: "silent", ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const late = setTimeout(() => child.kill("SIGKILL"), longestStart);
  const first = await Promise.race([once(child, "message"), ended.then(() => undefined)]);
  clearTimeout(late);
  if (first === undefined) throw new Error(`${script} ended before it listened, or was too long about it`);
  const [{ listening }] = first as [{ listening: string }];
  const endWith = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    url: listening,
    process: child,
    kill: () => endWith("SIGKILL"),
    end: () => endWith("SIGTERM"),
  };
}

/** Runs a program of the project to its end. Throws if it fails. */
export async function runProgram(script: string, words: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [...startingSoon, "run.js", script, ...words], {
    env: { ...process.env, NODE_ENV: "test", ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
}
