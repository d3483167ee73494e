import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { reaches, testFiles, testFolder, usersOfDatabases, withoutDatabase } from "../rounds.ts";
import { writeSuites } from "../suites/write-suites.ts";

test("each property is tried at length in one of the rounds of the continuous integration", () => {
  const atLength = new Map(
    [...readFileSync(".ci/run", "utf8").matchAll(/^TEST_AT_LENGTH=yes .*? (test:postgresql|--without-database)(.*)$/gm)].map(
      ([, round, rooms = ""]) => [round, rooms],
    ),
  );
  const [onServer, rooms] = [atLength.get("test:postgresql"), atLength.get("--without-database")];
  expect(onServer).toBeDefined();
  const tried = new Set([...usersOfDatabases(), ...withoutDatabase((rooms ?? "").trim().split(" "))]);
  const properties = testFiles().filter((file) => reaches(join(testFolder, file), ["/test/runs.ts"]));
  expect(properties.length).toBeGreaterThan(30);
  expect(properties.filter((file) => !tried.has(file))).toEqual([]);
});

test("each test is in one suite that a run of all tests finds", () => {
  const suites = writeSuites(testFolder, testFiles());
  try {
    const written = readdirSync(suites.folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
    // As `testMatch` of jest.config.js has it: a folder, and a suite in it.
    const found = written.filter((file) => /^[^/]+\/[^/]+\.test\.js$/.test(file));
    const tests = found.flatMap((file) => [...readFileSync(join(suites.folder, file), "utf8").matchAll(/"([^"]+\.test\.ts)"/g)]);
    expect(tests.map(([, test = ""]) => test).sort()).toEqual(testFiles().sort());
  } finally {
    suites.remove();
  }
});
