import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test as promise } from "@jest/globals";
import { test } from "../../governance/commands/test.ts";
import { runIt } from "./run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-policy-test-"));
afterAll(() => {
  rmSync(place, { recursive: true });
});

/** A copy of the policies with the tests of one file, or of several, only, in which one text of another file is changed. */
function copy(name: string, tests: string | readonly string[], file = "categories.yaml", from: string | RegExp = "", to = ""): string {
  const folder = join(place, name);
  cpSync("policies", folder, {
    recursive: true,
    filter: (path) => !path.includes("tests/") || /\/(lists)\.yaml$/.test(path) || [tests].flat().some((file) => path.endsWith(`/${file}`)),
  });
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toMatch(from);
  writeFileSync(join(folder, file), text.replace(from, to));
  return folder;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

describe("npm run policy -- test", () => {
  promise("passes for the agreements of this project: every test holds and no rule is without one", async () => {
    expect(await runIt(test, [])).toEqual({
      code: 0,
      err: "",
      out: expect.stringMatching(
        /^PASSED: \d+ tests, [\d,]+ decisions, \d+ rules, 22 actions; 0 tests failed, 0 rules and 0 actions in no test\.\nPolicy version [0-9a-f]{64}\n$/,
      ),
    });
  });

  promise("tells of a failure which test, who, in which situation, what was expected, what is decided, and by which rules", async () => {
    const rule = /(class-teacher-reads-allergies-with-consent[^]*?purpose: \[)DIRECT_SUPPORT/;
    const folder = copy("narrowed", "education.yaml", "agreements/health-confidentiality.yaml", rule, "$1ANNUAL_REVIEW");
    const { code, out } = await runIt(test, ["--policies", folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/tests\/education\.yaml:\d+: A class teacher learns what the child must not eat or touch/);
    expect(oneLine(out)).toContain(
      "Class teacher, when they are on the team around the child, the purpose is direct support and consent is given: “Allergies” (health.allergies) should be " +
        "read but for records that are about another person, but is refused since it is not read for this purpose (PURPOSE), by " +
        "class-teacher-reads-allergies-with-consent. The same in 1 more of its situations.",
    );
    expect(oneLine(out)).toContain(
      "is read but for records that are about another person, by about-someone-else-stays-in-health and class-teacher-reads-allergies-with-consent",
    );
  });

  promise("fails if something is refused for another reason than the test says", async () => {
    const folder = copy("reasons", "education.yaml", "tests/education.yaml", "CONSENT_WITHDRAWN", "CONSENT_EXPIRED");
    const { code, out } = await runIt(test, ["--policies", folder]);
    expect(code).toBe(1);
    expect(oneLine(out)).toContain(
      "SENCO, when they are on the team around the child, the purpose is direct support and consent is withdrawn: “Therapies” (health.therapies) should be " +
        "refused since consent is needed and has run out (CONSENT_EXPIRED), but is refused since consent is needed and was withdrawn (CONSENT_WITHDRAWN), by",
    );
  });

  promise("fails if no test depends on a rule, and names the rule", async () => {
    const { code, out } = await runIt(test, ["--policies", copy("governance-only", "governance.yaml")]);
    expect(code).toBe(1);
    expect(out).toMatch(/^FAILED: 4 tests, .* 0 tests failed, 62 rules and 22 actions in no test\.\n/);
    expect(out).toContain("- camhs-reads-for-care (health-confidentiality)");
  });

  promise("does not count a prohibition as tested that nobody would have needed", async () => {
    const { out } = await runIt(test, ["--policies", copy("families-only", "families.yaml"), "--json"]);
    const { unexercised } = JSON.parse(out);
    expect(unexercised).toEqual(expect.arrayContaining(["court-order", "serious-harm", "shielded-address", "override-for-urgent-care"]));
    expect(unexercised).not.toContain("withheld-from-family");
    expect(unexercised).not.toContain("holder-reads-everything");
  });

  promise("says the same to a program, what is read and should not be before any other reason to refuse", async () => {
    const folder = copy(
      "widened",
      "governance.yaml",
      "agreements/core-support.yaml",
      /(team-knows-the-child[^]*?- independent-reviewing-officer)/,
      "$1\n        - ig-officer",
    );
    const { code, out } = await runIt(test, ["--policies", folder, "--json"]);
    expect(code).toBe(1);
    const { passed, failures } = JSON.parse(out);
    expect(passed).toBe(false);
    expect(failures[0]).toMatchObject({
      test: expect.stringContaining("An information governance officer reads nothing"),
      file: "tests/governance.yaml",
      role: "ig-officer",
      category: expect.stringMatching(/^child\./),
      circumstances: { relationship: "team", purpose: "DIRECT_SUPPORT" },
      expected: { reason: "ROLE", readable: [false, false, false, false] },
      got: { readable: [true, true, true, true] },
      rules: ["team-knows-the-child"],
    });
  });

  promise("tells who may make a change that no test gives them, and who may not although a test does", async () => {
    const folder = copy(
      "changes",
      ["changes.yaml", "governance.yaml"],
      "actions.yaml",
      /(id: shield-whereabouts[^]*?)social-worker(, designated-safeguarding-lead)/,
      "$1class-teacher$2",
    );
    const { code, out } = await runIt(test, ["--policies", folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/^FAILED: 20 tests, .*; 1 test failed, 62 rules and 0 actions in no test\.\n/);
    expect(oneLine(out)).toMatch(
      /tests\/changes\.yaml:\d+: Whoever is told that a family has fled hides where they are - Social worker, when they are on the team around the child, should be able to shield the child's whereabouts, and end that \(shield-whereabouts\), but is not\./,
    );
    expect(oneLine(out)).toContain(
      "actions.yaml gives what no test does - Class teacher, when they are the child's lead practitioner, should not be able to shield the child's whereabouts, and end that (shield-whereabouts), but is.",
    );
    const { changes } = JSON.parse((await runIt(test, ["--policies", folder, "--json"])).out);
    expect(changes.failures).toContainEqual({
      ...{ action: "shield-whereabouts", role: "class-teacher", relationship: "lead", expected: false },
      message: expect.stringMatching(/^Class teacher, when they are the child's lead practitioner, should not be able to/),
    });
  });

  promise("cannot be run on a folder that is called like a file of tests, which is named", async () => {
    const folder = copy("folder-of-tests", "education.yaml");
    mkdirSync(join(folder, "tests/more.yaml"));
    const { code, out, err } = await runIt(test, ["--policies", folder]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`TESTS_MISSING: tests/more.yaml:1: ${join(folder, "tests/more.yaml")} is no file that can be read.`);
  });

  promise("cannot be run where there are no tests, or one names what does not exist, and says where", async () => {
    expect(await runIt(test, ["--policies", copy("none", "nothing.yaml")])).toMatchObject({
      code: 2,
      err: expect.stringContaining("TESTS_MISSING"),
    });
    const folder = copy("misspelt", "governance.yaml", "tests/lists.yaml", "senco", "sencoo");
    expect(await runIt(test, ["--policies", folder])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/ROLE_UNKNOWN: tests\/lists\.yaml:\d+: /),
    });
  });
});
