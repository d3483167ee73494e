import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { filesIn, reaches, testFiles, testFolder, usersOfDatabases } from "../rounds.ts";

test("each property is tried at length in one of the rounds of the continuous integration", () => {
  const atLength = new Map(
    [...readFileSync(".ci/run", "utf8").matchAll(/^TEST_AT_LENGTH=yes .*? (test:postgresql|--rooms)(.*)$/gm)].map(
      ([, round, rooms = ""]) => [round, rooms],
    ),
  );
  const [onServer, rooms] = [atLength.get("test:postgresql"), atLength.get("--rooms")];
  expect(onServer).toBeDefined();
  const tried = new Set([...usersOfDatabases(), ...filesIn((rooms ?? "").trim().split(" "))]);
  const properties = testFiles().filter((file) => reaches(join(testFolder, file), ["/test/runs.ts"]));
  expect(properties.length).toBeGreaterThan(30);
  expect(properties.filter((file) => !tried.has(file))).toEqual([]);
});
