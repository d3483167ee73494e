import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { matrix } from "../../governance/commands/matrix.ts";
import { type Ended, runIt } from "./run.ts";

const pages = ["access-matrix.md", "access-matrix.csv", "access-matrix.html"];
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "childview-matrix-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...words: string[]): Promise<Ended> => runIt(matrix, words);

describe("npm run policy -- matrix", () => {
  test("prints the matrix as Markdown, unless another format is asked for", async () => {
    const markdown = await run();
    expect(markdown.code).toBe(0);
    expect(markdown.out).toContain("# Who may read what\n");
    expect(await run("--format", "markdown")).toEqual(markdown);
    expect((await run("--format", "csv")).out).toMatch(/^category,category_owner,role,agency,/);
    expect((await run("--format", "html")).out).toMatch(/^<!doctype html>/);
  });

  test("prints the same as JSON, by its format or by --json", async () => {
    const { out } = await run("--format", "json");
    expect((await run("--json")).out).toBe(out);
    const { policy, cells, never } = JSON.parse(out);
    expect(policy).toMatch(/^[0-9a-f]{64}$/);
    expect(cells.length).toBeGreaterThan(7000);
    expect(never).toContainEqual({ role: "ig-officer", agency: "health", category: "health.therapies" });
  });

  test("narrows it to a role, a category or a field of the schema, and a purpose", async () => {
    const { out } = await run("--format", "csv", "--role", "senco", "--category", "HealthRecord.therapies", "--purpose", "DIRECT_SUPPORT");
    const rows = out.trimEnd().split("\r\n").slice(1);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(/^health\.therapies,health,senco,education,(team|lead),DIRECT_SUPPORT,/);
    expect((await run("--role", "senco")).out).toContain("This page is narrowed to senco.");
  });

  test.each([
    [["--role", "sencho"], /there is no role "sencho"/],
    [["--category", "health.therapy"], /there is no category "health.therapy"/],
    [["--purpose", "CURIOSITY"], /there is no purpose "CURIOSITY"/],
    [["--format", "pdf"], /there is no format "pdf"/],
    [["--write", "--check"], /--write and --check/],
    [["--check", "--role", "senco"], /take no format and no filter/],
    [["--write", "--format", "csv"], /take no format and no filter/],
  ])("%j cannot be run, and it is said what to write instead", async (words, reason) => {
    const { code, out, err } = await run(...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(reason);
    expect(err).toContain("--write | --check");
  });
});

describe("the pages that are kept", () => {
  test("are missing at first, are written once, and are then what the agreements give", async () => {
    const before = await run("--check", "--folder", folder);
    expect(before.code).toBe(1);
    for (const page of pages) expect(before.out).toContain(`${join(folder, page)} is not what the agreements give`);
    expect(await run("--write", "--folder", folder)).toMatchObject({ code: 0, out: "3 of 3 pages changed\n" });
    expect(await run("--write", "--folder", folder)).toMatchObject({ code: 0, out: "0 of 3 pages changed\n" });
    expect(await run("--check", "--folder", folder)).toMatchObject({ code: 0, out: "All 3 pages are what the agreements give.\n" });
    expect((await run("--format", "csv")).out).toBe(readFileSync(join(folder, "access-matrix.csv"), "utf8"));
  });

  test("a single changed byte of a page is found, and no other page is blamed", async () => {
    await run("--write", "--folder", folder);
    const file = join(folder, "access-matrix.html");
    writeFileSync(file, readFileSync(file, "utf8").replace("a", "b"));
    const { code, out } = await run("--check", "--json", "--folder", folder);
    expect(code).toBe(1);
    expect(JSON.parse(out).differing).toEqual([file]);
  });
});
