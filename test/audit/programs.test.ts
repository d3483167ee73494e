import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openAuditLog } from "../../service/audit.ts";
import { closeDatabase, openDatabase } from "../../service/database.ts";
import { partnershipEntities, partnershipMigrations } from "../../subgraphs/partnership/database.ts";
import { inFile } from "../../subgraphs/partnership/replay/log-file.ts";
import { databasePlace, type DatabasePlace } from "../databases.ts";
import { someEntries } from "./made-log.ts";

const folder = mkdtempSync(join(tmpdir(), "childview-audit-"));
const file = (name: string) => join(folder, name);
let place: DatabasePlace;
let partnership: DatabasePlace;

beforeAll(async () => {
  place = await databasePlace("health");
  const database = await openDatabase({ service: "health", ...place.place, entities: [], migrations: [] });
  const log = await openAuditLog({ database, service: "health", clock: () => new Date(0), troubled: () => undefined });
  await log.append(someEntries(2500));
  await log.close();
  await closeDatabase(database);
  partnership = await databasePlace("partnership", "tables");
}, 120_000);
afterAll(async () => {
  await place.remove();
  await partnership.remove();
  rmSync(folder, { recursive: true });
});

/** Runs one of the project's programs as its users do, and answers what it wrote and its exit code. */
async function run(program: string, ...words: string[]): Promise<{ code: number; out: string; complaint: string }> {
  const env = { ...process.env, DATA_DIR: place.place.dataDir, DATABASE_URL_HEALTH: place.place.url ?? "" };
  return promisify(execFile)(process.execPath, ["run.js", program, ...words], { env, maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, complaint: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, out: stdout, complaint: stderr }),
  );
}
const log = (...words: string[]) => run("subgraphs/audit-log.ts", ...words);
const audit = (...words: string[]) => run("audit/main.ts", ...words);

test("a log is exported, checked, erased from and checked again, each by its command", async () => {
  writeFileSync(file("key"), (await log("key", "health")).out);
  const exported = (await audit("export", "health")).out;
  writeFileSync(file("log.ndjson"), exported);
  const sound = await audit("verify", file("log.ndjson"), "--key", file("key"));
  expect([sound.code, sound.out]).toEqual([
    0,
    expect.stringMatching(/^This log holds: childview\/health\/[0-9a-f-]{36}, 2500 entries, 2 checkpoints\./),
  ]);

  const lines = exported.split("\n");
  const [note = ""] = lines.flatMap((line) =>
    line.startsWith('{"checkpoint"') && line.includes("\\n2500\\n") ? [(JSON.parse(line) as { checkpoint: string }).checkpoint] : [],
  );
  writeFileSync(file("kept"), note);
  const erasing = await log(
    "erase",
    "health",
    "--entries",
    "0-9,20",
    "--fields",
    "actor",
    "--by",
    "ig-officer-1",
    "--ground",
    "Article 17",
  );
  expect(erasing.out).toBe("11 values erased\n");
  writeFileSync(file("later.ndjson"), (await log("export", "health", "--since", file("kept"))).out);
  const later = await audit("verify", file("later.ndjson"), "--key", file("key"), "--checkpoint", file("kept"), "--json");
  expect([later.code, JSON.parse(later.out)]).toEqual([0, expect.objectContaining({ from: 2500, size: 2501, proved: 2500, findings: [] })]);

  writeFileSync(file("changed.ndjson"), exported.replace('"outcome":"shown"', '"outcome":"none"'));
  const changed = await audit("verify", file("changed.ndjson"), "--key", file("key"));
  expect([changed.code, changed.out]).toEqual([1, expect.stringContaining("Entry 0 is not the one that was recorded")]);
  const told = JSON.parse((await audit("verify", file("changed.ndjson"), "--key", file("key"), "--json")).out) as { findings: object[] };
  expect(told.findings[0]).toMatchObject({ wrong: "CHANGED", entries: [0, 0] });
}, 120_000);

test("what cannot be done is said in one line, with the exit code that scripts go by", async () => {
  expect(await audit("verify", file("none"), "--key", file("key"))).toMatchObject({
    code: 2,
    complaint: expect.stringContaining("no such file"),
  });
  expect(await audit("verify", file("log.ndjson"), "--key", file("log.ndjson"))).toMatchObject({
    code: 2,
    complaint: expect.stringContaining("is no key"),
  });
  for (const words of [
    [],
    ["verify", "a"],
    ["verify", "a", "--key", "b", "c"],
    ["check", "a", "--key", "b"],
    ["verify", "a", "--key", "b", "--fast"],
  ])
    expect(await audit(...words)).toMatchObject({ code: 2, complaint: expect.stringMatching(/^Usage: npm run audit/) });
  for (const words of [
    ["export", "nobody"],
    ["erase", "health", "--fields", "actor"],
    ["erase", "health", "--child", "9000000009", "--before", "2020-01-01", "--by", "a", "--ground", "b"],
  ])
    expect(await log(...words)).toMatchObject({ code: 2, complaint: expect.stringMatching(/^Usage: npm run audit:log/) });
  // A day to come would be the whole log.
  expect(await log("erase", "health", "--before", "2099-01-01", "--by", "a", "--ground", "b")).toMatchObject({
    code: 1,
    complaint: expect.stringContaining("is no day that is over"),
  });
  // A slip makes no database.
  expect(await log("export", "education")).toMatchObject({ code: 1, complaint: expect.stringContaining("education has no database in") });
  expect(existsSync(join(place.place.dataDir, "education"))).toBe(false);
  expect(await log("erase", "health", "--entries", "x", "--fields", "actor", "--by", "a", "--ground", "b")).toMatchObject({
    code: 1,
    complaint: expect.stringContaining("ARGUMENT_INVALID"),
  });
}, 120_000);

test("a replay says by its exit code whether all comes out as it was recorded, and what could not be found out", async () => {
  const options = { service: "partnership", ...partnership.place, entities: partnershipEntities, migrations: partnershipMigrations };
  const replay = async (...words: string[]) => {
    const env = {
      ...process.env,
      DATA_DIR: partnership.place.dataDir || file("no-data"),
      DATABASE_URL_PARTNERSHIP: partnership.place.url ?? "",
    };
    return promisify(execFile)(process.execPath, ["run.js", "audit/main.ts", "replay", ...words], { env }).then(
      ({ stdout }) => ({ code: 0, out: stdout, complaint: "" }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, out: stdout, complaint: stderr }),
    );
  };
  const nothing = '{"export":{"from":null,"origin":"childview/health/1","version":1}}\n{"end":{"size":0}}\n';
  writeFileSync(file("empty.ndjson"), nothing);
  const entry = { at: "2026-11-22T12:00:00.000Z", commitments: {}, facts: {}, kind: "release" };
  writeFileSync(file("strange.ndjson"), nothing.replace("\n", `\n${JSON.stringify({ entry, index: 0, leaf: "", personal: {} })}\n`));
  writeFileSync(file("cut.ndjson"), nothing.split("\n")[0] ?? "");
  const database = await openDatabase(options);
  await (await openAuditLog({ database, service: "partnership", clock: () => new Date(0), troubled: () => undefined })).close();
  await closeDatabase(database);

  expect(await replay(file("empty.ndjson"))).toMatchObject({
    code: 0,
    out: "0 decisions were decided anew: every one comes out as it was recorded.\n0 releases of health: a decision covers every one.\n",
  });
  const strange = await replay(file("strange.ndjson"), "--json");
  expect([strange.code, JSON.parse(strange.out)]).toMatchObject([1, { different: { count: 1, first: [{ log: "health", entry: 0 }] } }]);
  expect(await replay()).toMatchObject({ code: 2, out: expect.stringContaining("No agency's log was given") });
  const cut = inFile(file("cut.ndjson"));
  await expect(cut.read(() => Promise.resolve())).rejects.toThrow("ends before the log does");
  for (const none of ["package.json", file("not-there"), folder])
    expect(() => inFile(none)).toThrow(/is no export of an audit log|cannot be read/);
}, 120_000);
