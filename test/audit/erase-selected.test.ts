import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eraseSelected, type NewEntry } from "../../service/audit.ts";
import { mostAtOnce } from "../../service/audit/erase-selected.ts";
import { runsOf } from "../../service/audit/runs.ts";
import { type MadeLog, makeLog, verdictOf } from "./made-log.ts";

const begin = Date.parse("2018-03-01T23:59:59.998Z");
const clock = () => new Date("2034-03-02T09:00:00.000Z");
const ground = { by: "ig-officer-1, health", ground: "Retention of eight years is over" };
const maya = "9000000009";

/** Entries a millisecond apart, in turn about Maya, somebody whose number contains hers, and nobody, and a change to her. */
const entry = (index: number): NewEntry => ({
  kind: index % 4 === 3 ? "change" : "release",
  at: new Date(begin + index),
  facts: {},
  personal: {
    person: `practitioner-${String(index)}`,
    ...[
      { child: maya, records: { gp: [`r${String(index)}`] } },
      { child: `${maya}1` },
      { override: maya },
      { subject: maya, result: "c1" },
    ][index % 4],
  },
});

let log: MadeLog;
let first: string;
const count = 2 * mostAtOnce + 400;

beforeAll(async () => {
  log = await makeLog();
  for (let from = 0; from < count; from += 400) await log.append(Array.from({ length: 400 }, (_, at) => entry(from + at)));
  first = await log.sign();
}, 120_000);
afterAll(() => log.close());

const fieldsLeft = async (where: string): Promise<string[]> =>
  (
    await log.database.query<{ field: string }[]>(
      `SELECT DISTINCT field FROM audit_value WHERE index < ${String(count)} AND ${where} ORDER BY field`,
    )
  ).map(({ field }) => field);
const erasures = async () =>
  (await log.database.query<{ entry: string }[]>("SELECT entry FROM audit_entry WHERE index >= $1 ORDER BY index", [count])).map(
    (row) => (JSON.parse(row.entry) as { facts: { entries: [number, number][]; values: number; fields: string[] } }).facts,
  );
const isSound = async () => {
  await log.sign();
  return verdictOf(await log.lines(), await log.key(), [first]).findings;
};

test("of what was recorded before a moment all is erased, by the millisecond, and nothing that was recorded at it or later", async () => {
  expect(await eraseSelected(log.database, { before: new Date(begin + 2) }, ground, clock)).toBe(5);
  expect(await log.database.query("SELECT FROM audit_value WHERE index < 2")).toEqual([]);
  expect(await fieldsLeft("index IN (2, 3)")).toEqual(["override", "person", "result", "subject"]);
  expect(await isSound()).toEqual([]);
});

test("of a child all is erased that is in entries about the child, but who asked; of no other child, and of nothing that only looks alike", async () => {
  const erased = await eraseSelected(log.database, { children: [maya] }, ground, clock);
  expect(erased).toBe(2 * (count / 2 - 1));
  expect(await fieldsLeft("index % 4 IN (0, 3) AND index > 1")).toEqual(["person"]);
  expect(await fieldsLeft("index % 4 = 1 AND index > 1")).toEqual(["child", "person"]);
  expect(await fieldsLeft("index % 4 = 2")).toEqual(["override", "person"]);
  expect(await isSound()).toEqual([]);
});

test("in portions, so that others write in between; each says what it erased, and together they say all", async () => {
  const [, ...portions] = await erasures();
  const sizes = portions.map(({ entries }) => entries.reduce((sum, [from, to]) => sum + to - from + 1, 0));
  expect(sizes).toEqual([mostAtOnce, count / 2 - 1 - mostAtOnce]);
  expect(portions.map(({ values }) => values)).toEqual(sizes.map((size) => 2 * size));
  expect(new Set(portions.flatMap(({ fields }) => fields))).toEqual(new Set(["child", "records", "result", "subject"]));
});

test("asked again it finds nothing more, and says nothing; of a child who is not in the log as well", async () => {
  for (const children of [[maya], ["9000000010", "%", ""]]) expect(await eraseSelected(log.database, { children }, ground, clock)).toBe(0);
  expect(await erasures()).toHaveLength(3);
});

test("only those fields that are named, if any are", async () => {
  expect(await eraseSelected(log.database, { children: [`${maya}1`] }, { ...ground, fields: ["person"] }, clock)).toBe(count / 4 - 1);
  expect(await fieldsLeft("index % 4 = 1 AND index > 1")).toEqual(["child"]);
  expect(await isSound()).toEqual([]);
});

test("of a change that names the child beside what was changed, an override say, what was changed goes too", async () => {
  const changed = { person: "peter.hale", child: maya, subject: "o1", result: "o1" };
  await log.append([{ kind: "change", at: new Date(begin), facts: {}, personal: changed }]);
  expect(await eraseSelected(log.database, { children: [maya] }, ground, clock)).toBe(3);
  expect(await isSound()).toEqual([]);
});

test("neighbours are told as one run", () => {
  expect(runsOf([])).toEqual([]);
  expect(runsOf([1, 2, 3, 5, 7, 8])).toEqual([
    [1, 3],
    [5, 5],
    [7, 8],
  ]);
});
