import { type ChildProcess, spawn } from "node:child_process";

/** A command of this project, run as a process of its own. */
export interface Command {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
}

/** A service that runs as a process of its own. */
export interface ServiceProcess {
  readonly name: string;
  /** Settles when the service says that it listens; rejects if it ends before. */
  readonly listening: Promise<void>;
  /** Settles when the process has ended. */
  readonly ended: Promise<number>;
  stop(): void;
}

const runTypeScript = ["--import", "./run-typescript.js"];

/** Starts a service. It says over the process channel that it listens, and stops by itself when this process is gone. */
export function startService({ name, script, args = [] }: Command, environment: NodeJS.ProcessEnv): ServiceProcess {
  const child = spawn(process.execPath, [...runTypeScript, script, ...args], {
    env: environment,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = endOf(child);
  const listening = new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    void ended.then((code) => reject(new Error(`${name} ended with code ${code}`)));
  });
  // Whoever does not wait for it must not be stopped by it: the end of a service is watched through `ended`.
  listening.catch(() => undefined);
  return { name, listening, ended, stop: () => void child.kill("SIGTERM") };
}

/** Runs a command to its end, with its output shown. Throws if it fails. */
export async function run({ name, script, args = [] }: Command, environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [...runTypeScript, script, ...args], { env: environment, stdio: ["ignore", "inherit", "inherit"] });
  const code = await endOf(child);
  if (code !== 0) throw new Error(`${name} ended with code ${code}`);
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(1));
  });
}
