import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inWords } from "../../audit/words.ts";
import { type MadeLog, makeLog, someEntries, verdictOf } from "./made-log.ts";

let log: MadeLog;
let lines: string[];
let key: string;
const notes: string[] = [];

beforeAll(async () => {
  log = await makeLog();
  await log.append(someEntries(3));
  notes.push(await log.sign());
  await log.append(someEntries(5, 3));
  notes.push(await log.sign(), await log.sign(), await log.sign());
  await log.append(someEntries(4, 8));
  notes.push(await log.sign());
  [lines, key] = [await log.lines(), await log.key()];
}, 120_000);
afterAll(() => log.close());

describe("a log that nobody touched", () => {
  test("holds, and says what it is and from which older checkpoints it goes on", () => {
    const verdict = verdictOf(lines, key, [notes[0] ?? "", notes[4] ?? ""]);
    expect(verdict.findings).toEqual([]);
    expect(inWords(verdict)).toBe(
      [
        `This log holds: ${log.signer.name}, 12 entries, 4 checkpoints. The last was signed at 2026-03-02T09:05:00.000Z, as the log says.`,
        "It goes on from the 3 entries of kept-1.",
        "It goes on from the 12 entries of kept-2.",
        "",
      ].join("\n"),
    );
  });
});
