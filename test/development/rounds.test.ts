import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { reaches, testFiles, testFolder, usersOfDatabases, withoutDatabase } from "../rounds.ts";

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
