import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The most files of one suite. More would leave a processor without work at the end of a run. */
const mostFiles = 14;
/** A room with fewer shares its suite with others. */
const fewFiles = 6;

/** Suites that were written, for one run. */
export interface Suites {
  readonly folder: string;
  remove(): void;
}

/**
 * Writes suites for test files (paths relative to `tests`): those of a room together, some at a time, and those of small rooms. Loading the services takes a test file seconds, since jest does it anew for each file that it runs, and most
 * tests themselves take much less.
 */
export function writeSuites(tests: string, files: readonly string[]): Suites {
  mkdirSync("dist", { recursive: true });
  const folder = mkdtempSync(join("dist", "suites-"));
  for (const [room, own] of byRoom(files))
    for (const [at, suite] of shared(tests, own).entries()) {
      mkdirSync(join(folder, room), { recursive: true });
      const size = suite.reduce((sum, file) => sum + sizeOf(tests, file), 0);
      writeFileSync(join(folder, room, `${String(at + 1)}.test.js`), textOf(suite, size));
    }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The files of each room, with those of the rooms in it; small rooms are one. */
function byRoom(files: readonly string[]): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const file of files) {
    const [room = ""] = file.split("/");
    rooms.set(room, [...(rooms.get(room) ?? []), file]);
  }
  const small = [...rooms].filter(([room, own]) => own.length < fewFiles && room !== "system");
  for (const [room] of small) rooms.delete(room);
  return rooms.set(
    "small-rooms",
    small.flatMap(([, own]) => own),
  );
}

/** Shares files out, the large ones first, so that each suite has its share of them. */
function shared(tests: string, files: readonly string[]): string[][] {
  const suites = Array.from({ length: Math.ceil(files.length / mostFiles) }, (): string[] => []);
  const largestFirst = [...files].sort((one, other) => sizeOf(tests, other) - sizeOf(tests, one) || (one < other ? -1 : 1));
  for (const [at, file] of largestFirst.entries()) suites[at % suites.length]?.push(file);
  return suites;
}

function sizeOf(tests: string, file: string): number {
  return statSync(join(tests, file)).size;
}

/** The text of a suite, as long as the files that it loads are together: jest begins with the largest, so that the longest does not come last, while a processor has nothing to do. */
function textOf(files: readonly string[], size: number): string {
  const script = pathToFileURL(join(import.meta.dirname, "together.js"));
  return `import { together } from ${JSON.stringify(script)};\nawait together(${JSON.stringify(files)});\n`.padEnd(size);
}
