import { join } from "node:path";
import process from "node:process";
import { build } from "./build.js";

// Tests run from the build, as the services do; so do the parts of jest that are ours.
const built = await build(import.meta.dirname, (text) => process.stderr.write(text));
const tests = join(built, "test");
const { placeJestGlobals } = await import(join(tests, "suites/jest-globals.js"));
placeJestGlobals(tests);

// The tests of one run use one database system: the embedded one, or the server that TEST_DATABASE_URL names (see test/run-all.ts).
const everywhere = { runner: join(tests, "suites/runner.js"), roots: [tests], transform: {} };

// What takes long by its nature: it kills and starts services, or walks at random. `npm run proofs` runs it, and `.ci/run`.
const long = [join(tests, "proofs/"), join(tests, "walks/")];

const parts = { ...everywhere, displayName: "parts" };
// The whole system is started once for all of these.
const system = {
  ...everywhere,
  displayName: "system",
  globalSetup: join(tests, "system/boot.js"),
  globalTeardown: join(tests, "system/shut-down.js"),
};

// A run of all tests has them in suites (test/suites/write-suites.ts); a run of some has each file by itself.
const suites = process.env.TEST_SUITES;
const inSuites = { roots: [`<rootDir>/${suites}`] };

const projects =
  suites === undefined
    ? [
        { ...parts, testMatch: [`${tests}/**/*.test.js`], testPathIgnorePatterns: [join(tests, "system/"), ...long] },
        { ...system, testMatch: [`${tests}/system/**/*.test.js`] },
        { ...everywhere, displayName: "proofs", testMatch: long.map((place) => `${place}**/*.test.js`) },
      ]
    : [
        { ...parts, ...inSuites, testMatch: [`<rootDir>/${suites}/!(system)/*.test.js`] },
        { ...system, ...inSuites, testMatch: [`<rootDir>/${suites}/system/*.test.js`] },
      ];

export default { maxWorkers: 3, testTimeout: 60_000, projects };
