// The tests of one run use one database system: the embedded one, or the server that TEST_DATABASE_URL names (see test/run-all.ts).
const everywhere = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": "@swc/jest" },
  setupFiles: ["reflect-metadata"],
};

export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    {
      ...everywhere,
      displayName: "parts",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["<rootDir>/test/system/", "<rootDir>/test/proofs/"],
    },
    {
      ...everywhere,
      displayName: "system",
      testMatch: ["<rootDir>/test/system/**/*.test.ts"],
      // The whole system is started once for all of these.
      globalSetup: "<rootDir>/test/system/boot.ts",
      globalTeardown: "<rootDir>/test/system/shut-down.ts",
    },
    { ...everywhere, displayName: "proofs", testMatch: ["<rootDir>/test/proofs/**/*.test.ts"] },
  ],
};
