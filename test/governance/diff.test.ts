import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { diff } from "../../governance/commands/diff.ts";
import { changedPolicies } from "./changed-policies.ts";
import { runIt } from "./run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-diff-"));
afterAll(() => rmSync(place, { recursive: true }));

const changed = (name: string, file: string, from: string | RegExp, to: string): string =>
  changedPolicies(join(place, name), file, from, to);

describe("diff", () => {
  test("tells what a consent that is no longer asked for opens, to whom, with an example and a number", async () => {
    const folder = changed(
      "consent-dropped",
      "agreements/health-confidentiality.yaml",
      /(id: early-years-reads-with-consent[\s\S]*?) {6}consent: \[given\]\n/,
      "$1",
    );
    const { code, out } = await runIt(diff, ["policies", "--policies", folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/^WIDER: more may be read or changed than before, and nothing less\.\nThe policy version changes:/);
    expect(out.replace(/\s+/g, " ")).toContain(
      "+ NOW PERMITTED: Early years practitioner may read “Development reviews” (records without a mark, and those withheld from the family):",
    );
    expect(out.replace(/\s+/g, " ")).toMatch(
      /[\d,]+ situations\. For example: they are on the team around the child, the purpose is direct support, .* nobody was asked for consent/,
    );
  });

  test("tells who may change what they could not change before", async () => {
    const folder = changed(
      "courts",
      "actions.yaml",
      "[social-worker, sen-caseworker, designated-safeguarding-lead]",
      "[social-worker, senco]",
    );
    const { code, out } = await runIt(diff, ["policies", "--policies", folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/^MIXED/);
    expect(out.replace(/\s+/g, " ")).toContain(
      "+ NOW PERMITTED: SENCO may record, confirm and end a court order against a person, when they are the child's lead practitioner",
    );
    expect(out.replace(/\s+/g, " ")).toContain("- NO LONGER PERMITTED: Designated safeguarding lead and SEN caseworker may record");
  });

  test("shows no change for a file whose comments and reasons are other words", async () => {
    const folder = changed("reworded", "agreements/safeguarding.yaml", /because: .*/g, "because: In other words.");
    expect(await runIt(diff, ["policies", "--policies", folder])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^EQUAL:.*\nThe policy version is the same/),
    });
  });

  describe("with git", () => {
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.example", ...words], { cwd: place });
    const diffWith = (word: string, environment: NodeJS.ProcessEnv) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ["run.js", "governance/main.ts", "diff", word],
        // What runs the tests sets its own options and mode, which are not the command's.
        { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", ...environment } },
      );
      return { code: status, out: stdout, err: stderr };
    };

    test("takes an agreement whatever its name, none of a folder below, and a branch called like a folder without documents", () => {
      const agreements = join(place, "repository/policies/agreements");
      cpSync("policies", join(place, "repository/policies"), { recursive: true });
      renameSync(join(agreements, "safeguarding.yaml"), join(agreements, "sécurité “1”.yaml"));
      mkdirSync(join(agreements, "old"));
      writeFileSync(join(agreements, "old/old.yaml"), "not: an agreement\n");
      git("init", "--quiet", "--initial-branch", "docs", "repository");
      git("-C", "repository", "add", ".");
      git("-C", "repository", "commit", "--quiet", "--message", "All");
      const ended = diffWith("docs", { GIT_DIR: join(place, "repository/.git") });
      expect(ended).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^EQUAL/) });
    });

    test("says of a branch what it says of a folder with the same documents", async () => {
      const folder = changed("branch/policies", "agreements/safeguarding.yaml", "roles: [senco]", "roles: [class-teacher]");
      git("init", "--quiet", "--initial-branch", "trial", "branch");
      git("-C", "branch", "add", ".");
      git("-C", "branch", "commit", "--quiet", "--message", "All");
      const ended = diffWith("trial", { GIT_DIR: join(place, "branch/.git") });
      expect(ended).toMatchObject({ code: 1, out: expect.stringMatching(/^MIXED/) });
      expect(ended.out).toBe((await runIt(diff, [folder])).out);
    });

    test("says that git is missing where it is", () => {
      expect(diffWith("HEAD", { PATH: place })).toMatchObject({ code: 2, err: expect.stringContaining("git is not installed") });
    });
  });

  test.each([["nothing"], ["--output=/tmp/x"], ["HEAD:README.md"]])(
    "refuses %s, which is neither a folder nor a reference",
    async (word) => {
      expect((await runIt(diff, ["--", word])).code).toBe(2);
    },
  );
});
