import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { inWords } from "../../audit/words.ts";
import { eraseValues } from "../../service/audit.ts";
import { type MadeLog, makeLog, someEntries, verdictOf } from "./made-log.ts";

let log: MadeLog;
let before: string[];
let erased: string[];
let first: string;
let key: string;
const at = new Date("2034-03-02T09:00:00.000Z");
const by = "ig-officer-1, health";
const ground = "Retention of eight years is over";
const gone = /practitioner-[2-5]"|900000000[2-5]/;

beforeAll(async () => {
  log = await makeLog();
  await log.append(someEntries(10));
  first = await log.sign();
  before = await log.lines();
  expect(await eraseValues(log.database, { entries: [[2, 4]], fields: ["actor", "child"], by, ground }, at)).toBe(6);
  expect(
    await eraseValues(
      log.database,
      {
        entries: [
          [5, 5],
          [2, 2],
        ],
        fields: ["actor"],
        by,
        ground: "Article 17",
      },
      at,
    ),
  ).toBe(1);
  await log.sign();
  [erased, key] = [await log.lines(), await log.key()];
}, 120_000);
afterAll(() => log.close());

const wrongs = (lines: readonly string[]) => verdictOf(lines, key, [first]).findings.map(({ wrong, entries }) => [wrong, entries]);

test("what was erased is nowhere any more, and every proof still holds: against a checkpoint of before, too", async () => {
  expect(before.filter((line) => gone.test(line))).not.toEqual([]);
  const told = erased.filter((line) => /"index":[234],/.test(line));
  expect(told.join()).not.toMatch(gone);
  expect(await log.database.query("SELECT FROM audit_value WHERE index BETWEEN 2 AND 4")).toEqual([]);
  expect(wrongs(erased)).toEqual([]);
});

test("the export says what was erased, by whom and on which ground, and of the rest nothing is lost", () => {
  expect(
    inWords(verdictOf(erased, key, [first]))
      .split("\n")
      .slice(-3),
  ).toEqual([`Entry 10: 6 values erased by ${by}. Ground: ${ground}`, `Entry 11: 1 value erased by ${by}. Ground: Article 17`, ""]);
  expect(erased.find((line) => line.includes('"index":2,'))).toContain('"personal":{"actor":{"erased":10},"child":{"erased":10}}');
  expect(erased.find((line) => line.includes('"index":5,'))).toMatch(
    /"personal":\{"actor":\{"erased":11\},"child":\{"salt":"[^"]{44}","value":\{"nhs":"9000000005"\}\}\}/,
  );
});

test("a value that is shown though it was erased, or erased though nobody said so, is found", () => {
  const shown = before.find((line) => line.includes('"index":3,')) ?? "";
  const back = erased.map((line) => (line.includes('"index":3,') ? shown : line));
  expect(wrongs(back)).toEqual([["ERASURE", [10, 10]]]);
  const another = erased.map((line) => (line.includes('"index":6,') ? line.replace(/"actor":\{[^}]*\}/, '"actor":{"erased":10}') : line));
  expect(wrongs(another)).toEqual([["ERASURE", [10, 10]]]);
  // One shown again and another gone for it: as many as the entry says, and not those that it names.
  expect(
    wrongs(another.map((line) => (line.includes('"index":3,') ? shown.replace(/"child":\{"salt.*$/, '"child":{"erased":10}}}') : line))),
  ).toEqual([["ERASURE", [10, 10]]]);
  const child = erased.map((line) =>
    line.includes('"index":5,') ? line.replace(/"child":\{"salt[^}]*\}\}/, '"child":{"erased":11}') : line,
  );
  expect(wrongs(child)).toEqual([["ERASURE", [11, 11]]]);
});

test("nothing is erased twice, and nothing that is not there: no entry says so", async () => {
  expect(await eraseValues(log.database, { entries: [[2, 4]], fields: ["actor"], by, ground }, at)).toBe(0);
  expect(await eraseValues(log.database, { entries: [[0, 9]], fields: ["reason"], by, ground }, at)).toBe(0);
  expect((await log.lines()).length).toBe(erased.length);
});

test("an export of what came after, in which an older entry's erasure is told, holds", async () => {
  const since = await log.lines(first);
  expect(since.filter((line) => line.includes('"kind":"erasure"'))).toHaveLength(2);
  expect(wrongs(since)).toEqual([]);
});

test("a value without such an entry cannot be deleted, whoever asks", async () => {
  await expect(log.database.query("DELETE FROM audit_value WHERE index = 8")).rejects.toMatchObject({ driverError: { code: "42501" } });
  await expect(log.database.query("DELETE FROM audit_value")).rejects.toMatchObject({ driverError: { code: "42501" } });
});
