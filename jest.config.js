// The tests of one run use one database system: the embedded one, or the server that TEST_DATABASE_URL names (see test/run-all.ts).
const everywhere = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": "@swc/jest" },
  setupFiles: ["reflect-metadata"],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
};

// What takes long by its nature: it kills and starts services, or walks at random. `npm run proofs` runs it, and `.ci/run`.
const long = ["<rootDir>/test/proofs/", "<rootDir>/test/walks/"];

export default {
  maxWorkers: 3,
  testTimeout: 60_000,
  projects: [
    {
      ...everywhere,
      displayName: "parts",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["<rootDir>/test/system/", ...long],
    },
    {
      ...everywhere,
      displayName: "system",
      testMatch: ["<rootDir>/test/system/**/*.test.ts"],
      // The whole system is started once for all of these.
      globalSetup: "<rootDir>/test/system/boot.ts",
      globalTeardown: "<rootDir>/test/system/shut-down.ts",
    },
    { ...everywhere, displayName: "proofs", testMatch: long.map((place) => `${place}**/*.test.ts`) },
  ],
};
