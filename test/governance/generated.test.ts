import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { policiesPage } from "../../docs/generate/policies-page.ts";
import { check } from "../../governance/commands/check.ts";
import { matrix } from "../../governance/commands/matrix.ts";
import { systemClock } from "../../service/clock.ts";
import { generate } from "../../supergraph/generate.ts";
import { changedPolicies } from "./changed-policies.ts";
import { runIt } from "./run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-generated-"));
afterAll(() => rmSync(place, { recursive: true }));

test("nothing is composed for documents that are not sound", async () => {
  const unsound = changedPolicies(join(place, "unsound"), "agreements/safeguarding.yaml", /^reviewBy: .*$/m, "reviewBy: soon");
  await expect(generate("agencies.yaml", unsound, "supergraph.graphql")).rejects.toMatchObject({
    code: "VALUE_INVALID",
    line: expect.any(Number),
  });
});

test("the officers' page takes no unsound change for its example", async () => {
  const change = "```diff\n--- policies/roles.yaml\n-roles:\n+rolls:\n```\n";
  const page = (variant: string): string => `${change}\n\`\`\`console ${variant}\n$ npm run policy -- check\nSOUND\n\`\`\`\n`;
  await expect(policiesPage(page("changed"), systemClock())).rejects.toThrow("NOT SOUND");
  expect(await policiesPage(page("broken"), systemClock())).toContain("NOT SOUND");
});

describe("documents that compile and do not fit", () => {
  const misfit = "child.restrictions: Nobody of a family may ever read it, and no reason is stated.";
  const unfit = (folder: string): string => changedPolicies(join(place, folder), "categories.yaml", /^ *noFamilyReads: .*\n/m, "");

  test("are not composed, and it is said what `policy check` says", async () => {
    const policies = unfit("composed");
    expect((await runIt(check, ["--policies", policies])).out).toMatch(misfit);
    await expect(generate("agencies.yaml", policies, "supergraph.graphql")).rejects.toMatchObject({
      code: "POLICY_UNFIT",
      message: expect.stringContaining(misfit),
    });
  });

  test("are written into no page of the documentation", () => {
    const tree = join(place, "tree");
    for (const part of ["docs", "agencies.yaml", "supergraph.graphql", "package-lock.json"])
      cpSync(part, join(tree, part), { recursive: true });
    for (const part of ["node_modules", "package.json"]) symlinkSync(resolve(part), join(tree, part));
    unfit(join("tree", "policies"));
    writeFileSync(join(tree, "docs/errors.md"), "stale");
    const words = [resolve("run.js"), "docs/generate/main.ts"];
    const { status, stderr } = spawnSync(process.execPath, words, {
      cwd: tree,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`docs: POLICY_UNFIT: nothing is written: ${misfit}`) });
    expect(readFileSync(join(tree, "docs/errors.md"), "utf8")).toBe("stale");
  });

  test("are drawn as no matrix", async () => {
    const { code, err } = await runIt(matrix, ["--write", "--folder", join(place, "drawn"), "--policies", unfit("drawn")]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`POLICY_UNFIT: nothing is written: ${misfit}`) });
    expect(readdirSync(join(place, "drawn")).filter((name) => name.startsWith("access-matrix"))).toEqual([]);
  });
});
