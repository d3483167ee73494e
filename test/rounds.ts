import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folder of all tests. */
export const testFolder = resolve("test");

/** All tests but the proofs and the walks, which take long by their nature and have a command of their own: paths relative to the folder of all tests. */
export function testFiles(): string[] {
  const files = readdirSync(testFolder, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".test.ts") && !/^(?:proofs|walks)\//.test(file));
}

// What these promise is decided before a record is read, and they start services of their own: once is enough.
const startsMuchAndAsksLittle = ["partnership/start.test.ts", "system/officer.test.ts"];

/** The tests to which it can matter which database system they run on: those that open a database, and those that read all there is of the demo families. */
export function usersOfDatabases(): string[] {
  const asked = testFiles().filter((file) => !startsMuchAndAsksLittle.includes(file));
  return asked.filter((file) => reaches(join(testFolder, file), ["/test/databases.ts", "/system/whole-view.ts"]));
}

/** Those of some folders to which it cannot matter. */
export function withoutDatabase(rooms: readonly string[]): string[] {
  const users = new Set(usersOfDatabases());
  return testFiles().filter((file) => rooms.some((room) => file.startsWith(`${room}/`)) && !users.has(file));
}

/** Whether a module is one of some, or imports one, directly or by way of others of the tests. */
export function reaches(file: string, modules: readonly string[], seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  if (modules.some((module) => file.endsWith(module))) return true;
  const imported = [...readFileSync(file, "utf8").matchAll(/^(?:import|export|\}).* from "(\.[^"]+\.ts)"/gm)].map(([, path = ""]) =>
    join(dirname(file), path),
  );
  return imported.some((path) => path.startsWith(testFolder) && reaches(path, modules, seen));
}
