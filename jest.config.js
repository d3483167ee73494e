import process from "node:process";

// The tests of one run use one database system: the embedded one, or the server that TEST_DATABASE_URL names (see test/run-all.ts).
const everywhere = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": "@swc/jest" },
  setupFiles: ["reflect-metadata"],
  modulePathIgnorePatterns: ["<rootDir>/dist/(?!suites-)"],
  // Within jest's sandbox the name of a global is looked up anew, and slowly, each time; these are handed to packages as parameters.
  sandboxInjectedGlobals: [
    "Array",
    "Boolean",
    "Date",
    "Error",
    "JSON",
    "Map",
    "Math",
    "Number",
    "Object",
    "Promise",
    "Reflect",
    "RegExp",
    "Set",
    "String",
    "Symbol",
    "TypeError",
    "WeakMap",
  ],
};

// What takes long by its nature: it kills and starts services, or walks at random. `npm run proofs` runs it, and `.ci/run`.
const long = ["<rootDir>/test/proofs/", "<rootDir>/test/walks/"];

const parts = { ...everywhere, displayName: "parts" };
// The whole system is started once for all of these.
const system = {
  ...everywhere,
  displayName: "system",
  globalSetup: "<rootDir>/test/system/boot.ts",
  globalTeardown: "<rootDir>/test/system/shut-down.ts",
};

// A run of all tests has them in suites (test/suites/write-suites.ts); a run of some has each file by itself.
const suites = process.env.TEST_SUITES;
const inSuites = { testEnvironment: "<rootDir>/test/suites/environment.js" };

const projects =
  suites === undefined
    ? [
        { ...parts, testMatch: ["<rootDir>/test/**/*.test.ts"], testPathIgnorePatterns: ["<rootDir>/test/system/", ...long] },
        { ...system, testMatch: ["<rootDir>/test/system/**/*.test.ts"] },
        { ...everywhere, displayName: "proofs", testMatch: long.map((place) => `${place}**/*.test.ts`) },
      ]
    : [
        { ...parts, ...inSuites, testMatch: [`<rootDir>/${suites}/!(system)/*.test.ts`] },
        { ...system, ...inSuites, testMatch: [`<rootDir>/${suites}/system/*.test.ts`] },
      ];

export default { maxWorkers: 3, testTimeout: 60_000, projects };
