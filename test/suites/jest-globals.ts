import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const source = "export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } = globalThis.jestGlobals;\n";
const description = JSON.stringify({ name: "@jest/globals", type: "module", exports: "./index.js" });

/**
 * Puts a package `@jest/globals` beside the tests of a build, in which Node's loader finds what `alone.ts` got from jest: the package itself throws wherever jest's own loader has not put something in its place. A hook of the loader would do,
 * too, and asks another thread about each module that is loaded, which took as long as to compile them all.
 */
export function placeJestGlobals(tests: string): void {
  const place = join(tests, "node_modules/@jest/globals");
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  const aside = mkdtempSync(`${place}-`);
  writeFileSync(join(aside, "index.js"), source);
  writeFileSync(join(aside, "package.json"), description);
  try {
    renameSync(aside, place);
  } catch (cause) {
    // Another run was quicker, with the same.
    rmSync(aside, { recursive: true });
    if (!existsSync(place)) throw cause;
  }
}
