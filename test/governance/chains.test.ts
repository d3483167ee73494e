import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { followChains } from "../../governance/chains/follow.ts";
import { chains } from "../../governance/commands/chains.ts";
import { check } from "../../governance/commands/check.ts";
import { worlds } from "../../governance/chains/worlds.ts";
import { loadPolicy } from "../../policies/index.ts";
import { changedPolicies } from "./changed-policies.ts";
import { runIt, runJson } from "./run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-chains-"));
afterAll(() => rmSync(place, { recursive: true }));

const plenty = 60;

function world(name: string) {
  return worlds.filter((one) => one.name === name);
}

function findings(folder: string, name: string, steps: number): readonly string[] {
  return followChains(loadPolicy(folder, "2026-11-22"), world(name), { steps, seconds: plenty }).flatMap((one) => one.findings);
}

describe("with the policies as they are", () => {
  test.each(worlds.map(({ name }) => name))("no chain of three changes leads to harm in the world %s", (name) => {
    expect(findings("policies", name, 3)).toEqual([]);
  });
});

describe("a policy that gives too much is found, and told as a sentence", () => {
  // Whoever may bring in the child's teacher makes them somebody who agrees to what is shielded; whoever reviews makes them their own judge.
  const widened = changedPolicies(
    join(place, "orders"),
    "actions.yaml",
    /- roles: \[social-worker, sen-caseworker, designated-safeguarding-lead\]\n( +)relationship: \[team, lead\]/,
    "- roles: [social-worker, sen-caseworker, designated-safeguarding-lead, parent]\n$1relationship: [team, lead, holder]",
  );

  test("a parent who may record court orders shuts the other one out", () => {
    expect(findings(widened, "false-order", 2)).toEqual([]);
  });
});

describe("npm run policy -- chains", () => {
  test("tells how much was looked at, by world", async () => {
    const { code, out } = await runIt(chains, ["--world", "baby", "--steps", "2"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^baby\n {2}A child of nine months.*\n {2}Every chain of 2 steps: \d+ states, \d+ moves tried, \d+ refused/);
    expect(out).toContain("NO CHAIN of allowed changes leads to harm, as far as they were followed.");
  });

  test.each([
    [["--world", "nowhere"], 'there is no world "nowhere", only team, shield'],
    [["--steps", "many"], '--steps is "many", which is no number from 1 to 12'],
    [["--steps", "0"], '--steps is "0"'],
  ])("%j is not understood", async (words, message) => {
    const { code, err } = await runIt(chains, words);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

void [check, runJson];
