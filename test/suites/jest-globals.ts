import type { ResolveHook } from "node:module";

// The package itself throws wherever jest's own loader has not put something in its place.
const name = "@jest/globals";
const source = "export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } = globalThis.jestGlobals;";

/** Node's loader finds under `@jest/globals` what `alone.ts` got from jest. */
export const resolve: ResolveHook = (specifier, context, next) =>
  specifier === name ? { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true } : next(specifier, context);
