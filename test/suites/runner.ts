import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

/** The settings of one of jest's projects, as far as they are looked at here. */
export interface Config {
  readonly displayName?: object | undefined;
}

/** What came of a file's tests; all else in it is between jest's parts. */
export interface Result {
  readonly perfStats: object;
  readonly testResults: readonly { readonly failureDetails: readonly unknown[] }[];
  readonly testFilePath: string;
  readonly displayName?: object | undefined;
  readonly leaks: boolean;
}

/** A file with tests, as jest hands it in. */
interface Test {
  readonly path: string;
  readonly context: { readonly config: Config };
}

/** What a process is told to run. */
export interface Order {
  readonly globalConfig: object;
  readonly config: Config;
  readonly path: string;
}

/** What it answers. */
export type Answer = { readonly result: Result } | { readonly error: Error };

/**
 * Jest's runner for this project: each test file runs in a process of its own, loaded by Node's own loader from the build, as the services are. Within jest's sandbox every module is compiled anew for every file, and every global is looked
 * up through a proxy, which took a quarter of the processors' time; and what a test leaves behind stays in its process.
 */
export default class Runner {
  readonly supportsEventEmitters = false;
  readonly #globalConfig: { readonly maxWorkers: number };

  constructor(globalConfig: { readonly maxWorkers: number }) {
    this.#globalConfig = globalConfig;
  }

  /** Runs the files, in their order, as many at once as jest has workers. What is left when jest has been told to stop is not begun. */
  async runTests(
    tests: readonly Test[],
    watcher: { isInterrupted(): boolean },
    onStart: (test: Test) => Promise<void>,
    onResult: (test: Test, result: Result) => Promise<void>,
    onFailure: (test: Test, error: Error) => Promise<void>,
  ): Promise<void> {
    const left = [...tests];
    const work = async (): Promise<void> => {
      for (let test = left.shift(); test !== undefined && !watcher.isInterrupted(); test = left.shift()) {
        await onStart(test);
        const { context, path } = test;
        const answer = await run({ globalConfig: this.#globalConfig, config: context.config, path });
        await ("result" in answer ? onResult(test, answer.result) : onFailure(test, answer.error));
      }
    };
    await Promise.all(Array.from({ length: this.#globalConfig.maxWorkers }, work));
  }
}

/** The embedded database is WebAssembly, and to compile the best code for it takes longer than most files' tests have use of it; and with room for what lives shortly (MiB) less is collected. */
const shortLived = ["--liftoff-only", "--max-semi-space-size=64"];

function run(order: Order): Promise<Answer> {
  const child: ChildProcess = fork(join(import.meta.dirname, "alone.js"), {
    serialization: "advanced",
    execArgv: ["--enable-source-maps", "--disable-warning=ExperimentalWarning", ...shortLived],
  });
  return new Promise((done) => {
    child.once("message", (answer: Answer) => {
      done(answer);
    });
    child.once("exit", (code, signal) => {
      done({ error: new Error(`the process of these tests ended before they did, with ${String(signal ?? code)}`) });
    });
    child.send(order);
  });
}
