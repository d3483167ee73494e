import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { Command } from "../../governance/command.ts";
import { check } from "../../governance/commands/check.ts";
import { diff } from "../../governance/commands/diff.ts";
import { explain } from "../../governance/commands/explain.ts";
import { matrix } from "../../governance/commands/matrix.ts";
import { read } from "../../governance/commands/read.ts";
import { whatCan } from "../../governance/commands/what-can.ts";
import { whoCan } from "../../governance/commands/who-can.ts";
import { changedPolicies } from "./changed-policies.ts";
import { runIt, runJson as json } from "./run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-review-"));
afterAll(() => rmSync(place, { recursive: true }));

describe("an agreement past its review date", () => {
  const senco = ["--role", "senco", "--child-situation", "relationship=team,purpose=SAFEGUARDING", "--category", "social-care.status"];
  const asked: [string, Command, string[], number][] = [
    ["read", read, ["safeguarding"], 0],
    ["asked whom it permits", whoCan, ["--category", "social-care.status"], 0],
    ["asked what it permits", whatCan, ["--role", "senco"], 0],
    ["asked why", explain, senco, 0],
    ["compared", diff, ["policies"], 0],
    ["drawn", matrix, ["--role", "senco"], 0],
  ];
  const folder = (): string =>
    changedPolicies(join(place, "expired"), "agreements/safeguarding.yaml", /^reviewBy: .*$/m, "reviewBy: 2026-11-21");

  test.each(asked)("can be %s, with a warning on top", async (_how, command, words, expected) => {
    const { code, out, err } = await runIt(command, [...words, "--policies", folder()]);
    expect([code, err]).toEqual([expected, ""]);
    expect(out).toMatch(/^WARNING: past its review date, [^\n]*: safeguarding \(by 2026-11-21\)\.\n/);
    // Without the line it is the answer that is given of an agreement in time.
    expect(out.slice(out.indexOf("\n") + 1).replaceAll("2026-11-21", "2031-09-10")).toBe((await runIt(command, words)).out);
    expect((await json(command, [...words, "--policies", folder()])).data.expired).toEqual(["safeguarding"]);
    expect((await json(command, words)).data.expired).toEqual([]);
  });

  test("is warned of beside a table for a spreadsheet, and not in it", async () => {
    const { out, err } = await runIt(matrix, ["--format", "csv", "--policies", folder()]);
    expect(out).toMatch(/^category,/);
    expect(err).toMatch(/^WARNING: past its review date/);
  });

  test("is not sound, at the line of its review date", async () => {
    const { code, data } = await json(check, ["--policies", folder()]);
    expect(code).toBe(1);
    expect(data).toMatchObject({ sound: false, error: { code: "REVIEW_EXPIRED", file: "agreements/safeguarding.yaml" } });
  });
});
