import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type { Answer, Config, Order, Result } from "./runner.ts";

/** As jest's own adapter of its test framework asks for it. */
type Adapter = (globalConfig: object, config: Config, environment: object, runtime: object, path: string) => Promise<Result>;

const require = createRequire(import.meta.url);

// Whoever asked for the tests is gone.
process.once("disconnect", () => process.exit(1));
process.once("message", (order: Order) => {
  void answerTo(order).then((answer) => process.send?.(answer, () => process.exit(0)));
});

async function answerTo(order: Order): Promise<Answer> {
  try {
    return { result: await runFile(order) };
  } catch (cause) {
    return { error: cause instanceof Error ? cause : new Error(String(cause)) };
  }
}

/** Runs the tests of one file in this process, which runs no other. Adds what jest's own runner does. */
async function runFile({ globalConfig, config, path }: Order): Promise<Result> {
  const start = Date.now();
  await import("reflect-metadata");
  const { default: adapter } = require("jest-circus/runner") as { default: Adapter };
  const result = await adapter(globalConfig, config, environmentOf(), runtimeOf(), path);
  const end = Date.now();
  return {
    ...result,
    // They hold whatever a test compared, matchers too, which go from no process to another; the messages stand beside them.
    testResults: result.testResults.map((each) => ({ ...each, failureDetails: [] })),
    perfStats: { ...result.perfStats, start, end, runtime: end - start, slow: false },
    testFilePath: path,
    displayName: config.displayName,
    leaks: false,
  };
}

/** In which a suite can say within which block the tests stand that it loads. */
function environmentOf(): object {
  return {
    global: globalThis,
    handleTestEvent({ name }: { name: string }, state: object) {
      if (name === "setup") Object.assign(globalThis, { whereTestsStand: state });
    },
  };
}

/** What jest's adapter asks of the runtime that it usually has: here it is Node itself. */
function runtimeOf(): object {
  return {
    requireInternalModule: (file: string): unknown => require(file),
    requireModule: (file: string): unknown => require(file),
    unstable_shouldLoadAsEsm: () => true,
    enterTestCode: () => undefined,
    leaveTestCode: () => undefined,
    unstable_importModule: (file: string) => import(pathToFileURL(file).href),
    setGlobalsForRuntime: (globals: object) => {
      Object.assign(globalThis, { jestGlobals: globals });
    },
  };
}
