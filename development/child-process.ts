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
}

/** Milliseconds until a process that was told to stop is killed. Services close within five seconds, or give up. */
const patience = 7000;

/** The embedded database is WebAssembly. The best code for it costs a service that starts a quarter of its processor time, and what a few families ask is answered no sooner for it. */
const startingSoon = ["--liftoff-only"];

/**
 * The processes that this one starts, and that end with it: each has a channel to this process, and stops by itself when the channel closes, so that not even a kill
 * leaves one behind.
 */
export class Processes {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #running = new Map<ChildProcess, Promise<number>>();
  #stopping = false;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  /** Whether they have been told to stop. Then none is started any more. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Starts a service, with its output shown. It says over the channel that it listens. */
  start(command: Command): ServiceProcess {
    const { child, ended } = this.#spawn(command, "inherit");
    const { name } = command;
    const listening = new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      void ended.then((code) => reject(new Error(`${name} ended with code ${code}`)));
    });
    // Whoever does not wait for it must not be stopped by it: the end of a service is watched through `ended`.
    listening.catch(() => undefined);
    return { name, listening, ended };
  }

  /** Runs a command to its end; its output is shown only if it fails, and then it throws. */
  async run(command: Command): Promise<void> {
    const { child, ended } = this.#spawn(command, "pipe");
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk));
    const code = await ended;
    if (code === 0 || this.#stopping) return;
    process.stderr.write(Buffer.concat(output));
    throw new Error(`${command.name} ended with code ${code}`);
  }

  /** Tells all to stop, and settles when none is left; whatever hangs is killed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const child of this.#running.keys()) child.kill("SIGTERM");
    const late = setTimeout(() => {
      for (const child of this.#running.keys()) child.kill("SIGKILL");
    }, patience);
    await Promise.all(this.#running.values());
    clearTimeout(late);
  }

  #spawn({ script, args = [] }: Command, output: "inherit" | "pipe") {
    if (this.#stopping) throw new Error("what is being stopped starts nothing");
    const child = spawn(process.execPath, [...startingSoon, "run.js", script, ...args], {
      env: this.#environment,
      stdio: ["ignore", output, output, "ipc"],
    });
    const ended = endOf(child).finally(() => this.#running.delete(child));
    this.#running.set(child, ended);
    return { child, ended };
  }
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("close", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(1));
  });
}
