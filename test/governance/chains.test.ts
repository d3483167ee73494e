import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { followChains } from "../../governance/chains/follow.ts";
import { worlds } from "../../governance/chains/worlds.ts";
import { chains } from "../../governance/commands/chains.ts";
import { check } from "../../governance/commands/check.ts";
import { loadPolicy } from "../../policies/index.ts";
import { changedPolicies } from "./changed-policies.ts";
import { runIt, runJson } from "./run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-chains-"));
afterAll(() => rmSync(place, { recursive: true }));

function findings(folder: string, name: string, steps: number): readonly string[] {
  const own = worlds.filter((world) => world.name === name);
  return followChains(loadPolicy(folder, "2026-11-22"), own, { steps, seconds: 60 }).flatMap((one) => one.findings);
}

describe("with the policies as they are", () => {
  test.each(worlds.map(({ name }) => name))("no chain of three steps leads to harm in the world %s", (name) => {
    expect(findings("policies", name, 3)).toEqual([]);
  });
});

describe("a policy that gives too much", () => {
  // An order is ended by two people of different agencies who may record one, and a family is none of those that are to look at each other.
  const widened = changedPolicies(
    join(place, "orders"),
    "actions.yaml",
    /- roles: \[social-worker, sen-caseworker, designated-safeguarding-lead\]\n( +)relationship: \[team, lead\]/,
    "- roles: [social-worker, sen-caseworker, designated-safeguarding-lead, parent]\n$1relationship: [team, lead, holder]",
  );
  const chain =
    "Martin Shaw (Designated safeguarding lead) asks for the end of the court order against Chidi Okafor, for Amara; " +
    "Chidi Okafor (Parent or carer) asks for the end of the court order against Chidi Okafor, for Amara: Chidi Okafor reads Amara's “Names” and “School or setting”, " +
    "which nobody outside gave them.";

  test("is found in two steps, and told as a sentence", () => {
    expect(findings("policies", "shield", 2)).toEqual([]);
    expect(findings(widened, "shield", 2)).toContain(chain);
  });

  test("is not sound", async () => {
    const { code, out } = await runIt(check, ["--policies", widened]);
    expect(code).toBe(1);
    expect(out).toMatch(/^NOT SOUND:/);
    expect(out.replaceAll(/\s+/g, " ")).toContain(chain);
  });

  test("is told to a program too, with how far every chain was followed", async () => {
    const { code, data } = await runJson(chains, ["--world", "shield", "--steps", "2", "--policies", widened]);
    expect(code).toBe(1);
    expect(data.worlds).toMatchObject([{ world: "shield", steps: 2, findings: expect.arrayContaining([chain]) }]);
  });
});

describe("what is asked of npm run policy -- chains", () => {
  test("is answered with how much was looked at", async () => {
    const { code, out } = await runIt(chains, ["--world", "baby", "--steps", "2"]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^baby\n {2}A child of nine months.*\n {2}Every chain of 2 steps: [\d,]+ states, [\d,]+ moves tried, [\d,]+ refused/,
    );
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
