import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { check } from "../../governance/commands/check.ts";
import { explain } from "../../governance/commands/explain.ts";
import { read } from "../../governance/commands/read.ts";
import { whatCan } from "../../governance/commands/what-can.ts";
import { whoCan } from "../../governance/commands/who-can.ts";
import { changedPolicies } from "./changed-policies.ts";
import { runIt, runJson as json } from "./run.ts";

const place = mkdtempSync(join(tmpdir(), "childview-questions-"));
afterAll(() => {
  rmSync(place, { recursive: true });
});

const changed = (name: string, file: string, from: string | RegExp, to: string): string =>
  changedPolicies(join(place, name), file, from, to);

describe("read", () => {
  test("lists the agreements with owner, review date and the policy version", async () => {
    const { code, out } = await runIt(read, []);
    expect(code).toBe(0);
    expect(out).toMatch(/Confidential health information \(health-confidentiality\): \d+ rules; Caldicott guardians/);
    expect(out).toMatch(/Policy version [0-9a-f]{64}/);
  });

  test("gives an agreement as sentences with reasons and bases", async () => {
    const { code, out } = await runIt(read, ["safeguarding"]);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, " ")).toContain(
      "SENCO may read “Open case and social worker”, when they are on the team around the child or they are the child's lead practitioner, and the purpose is safeguarding. Because:",
    );
  });

  test("gives who may change what as sentences with reasons", async () => {
    const { code, out } = await runIt(read, ["actions"]);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, " ")).toContain(
      "Record, confirm and end a court order against a person: Designated safeguarding lead, SEN caseworker or Social worker, when they are the child's lead practitioner or they are on the team around the child. Because: Social care",
    );
  });

  test("says which agreements there are to somebody who names another", async () => {
    expect(await runIt(read, ["gossip"])).toMatchObject({ code: 2, err: expect.stringContaining("core-support") });
  });
});

describe("check", () => {
  // Once for all that it says of sound documents, since it follows chains of changes each time.
  test("finds the documents of this project sound, and fitting the schema and the issuers; and shows which fields each category has, since a field that changes category changes who reads it and not the policy version", async () => {
    const { code, out } = await runIt(check, ["--fields"]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^SOUND: 6 agreements/)]);
    expect(out).toMatch(/\nchild\.voice: AboutMe\.\w+/);
  });

  test("says file, line, what and how to mend it of a document that is not sound", async () => {
    const folder = changed("unsound", "agreements/safeguarding.yaml", "- id: senco-learns", "- id: Senco learns");
    const { code, out, err } = await runIt(check, ["--policies", folder]);
    expect([code, err]).toEqual([1, ""]);
    expect(out).toMatch(/^NOT SOUND:\n {2}- VALUE_INVALID: agreements\/safeguarding\.yaml:\d+: rules\[\d\]\.id: /);
    expect(await json(check, ["--policies", folder])).toEqual({
      code: 1,
      data: {
        sound: false,
        error: {
          code: "VALUE_INVALID",
          file: "agreements/safeguarding.yaml",
          line: expect.any(Number),
          message: expect.stringMatching(/^agreements/),
        },
      },
    });
  });

  test("cannot be run on what is no folder of policies, which is named", async () => {
    const { code, out, err } = await runIt(check, ["--policies", join(place, "nowhere")]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`${join(place, "nowhere/agreements")} cannot be read.`);
  });

  test("finds a classified field whose category does not exist, and a category without a field", async () => {
    const supergraph = join(place, "supergraph.graphql");
    writeFileSync(supergraph, readFileSync("supergraph.graphql", "utf8").replaceAll('"child.voice"', '"child.noise"'));
    const { code, out } = await runIt(check, ["--supergraph", supergraph]);
    expect(code).toBe(1);
    expect(out).toContain('AboutMe.whatILike: The field is classified as "child.noise"');
    expect(out).toMatch(/child\.voice: No field of the schema/);
  });

  test("finds a category that nobody reads without a stated reason, and accepts one with", async () => {
    const extra = (reason: string) =>
      changed(
        reason === "" ? "unread" : "unread-for-a-reason",
        "categories.yaml",
        "  - id: child.voice",
        `  - { id: child.secret, name: Secret, owner: partnership, sensitivity: standard, description: Nothing.${reason} }\n  - id: child.voice`,
      );
    const unread = await runIt(check, ["--policies", extra("")]);
    expect(unread.out.replace(/\s+/g, " ")).toContain("child.secret: Nobody may ever read it, and no reason is stated.");
    const stated = await runIt(check, ["--policies", extra(", nobodyReads: It is a test")]);
    expect(stated.out).not.toContain("no reason is stated");
  });

  test("finds a reason for nobody reading what somebody reads", async () => {
    const folder = changed(
      "read-after-all",
      "categories.yaml",
      "  - id: child.voice\n",
      "  - id: child.voice\n    nobodyReads: It is private.\n",
    );
    expect((await runIt(check, ["--policies", folder])).out).toContain("says that nobody reads it, and somebody");
  });

  test("says which categories each prohibition leaves out, and why, so that a new one is seen to be left out", async () => {
    const { out, code } = await runIt(check, [
      "--policies",
      changed(
        "added",
        "categories.yaml",
        "  - id: child.voice",
        `  - { id: child.pets, name: Pets, owner: partnership, sensitivity: standard, description: Pets., nobodyReads: So. }\n  - id: child.voice`,
      ),
    ]);
    const said = out.replace(/\s+/g, " ");
    expect(said).toContain("- court-order: nothing is left out.");
    expect(said).toMatch(
      /- shielded-address: everything of education, health and social care, [^(]*child\.pets[^(]* \(The address is in this category alone/,
    );
    expect(code).toBe(1);
  });

  test("finds a prohibition that only names categories", async () => {
    const folder = changed("named", "agreements/prohibitions.yaml", "mayNotRead: everything\n", "mayNotRead: [child.names]\n");
    const { data } = await json(check, ["--policies", folder]);
    expect(data.fields["health.therapies"]).toContain("HealthRecord.therapies");
    expect((await runIt(check, ["--policies", folder])).out.replace(/\s+/g, " ")).toContain(
      "court-order: The prohibition names categories, and does not say why",
    );
  });

  test("finds a role that no issuer can assert, and one that only an issuer knows", async () => {
    const agencies = join(place, "agencies.yaml");
    writeFileSync(agencies, readFileSync("agencies.yaml", "utf8").replace("- class-teacher", "- head-teacher"));
    const { code, out } = await runIt(check, ["--agencies", agencies]);
    expect(code).toBe(1);
    expect(out).toMatch(/class-teacher: No issuer may say/);
    expect(out).toMatch(/head-teacher: The issuer of education may assert/);
  });
});

describe("explain", () => {
  const senco = ["--role", "senco", "--child-situation"];

  test("tells of a refusal the reason, the rule with its basis, the condition that failed, and what would open it", async () => {
    const { code, out } = await runIt(explain, [
      ...senco,
      "relationship=team,purpose=DIRECT_SUPPORT,consent=withdrawn",
      "--category",
      "HealthRecord.therapies",
    ]);
    expect(code).toBe(1);
    expect(out).toContain("Reason CONSENT_WITHDRAWN");
    expect(out).toContain("senco-and-psychologist-read-with-consent (health-confidentiality)");
    expect(out).toMatch(/Basis shared-with-consent: UK GDPR 6\(1\)/);
    expect(out).toContain("It does not hold here: consent is withdrawn, and the rule asks that consent is given.");
    expect(out).toMatch(/What would open it:\n {2}- Consent is given\.\n$/);
  });

  test("tells of a permit by which rules it is given", async () => {
    const { code, data } = await json(explain, [
      ...senco,
      "relationship=team,purpose=DIRECT_SUPPORT,consent=given",
      "--category",
      "health.therapies",
    ]);
    expect(code).toBe(0);
    expect(data.decision).toMatchObject({ effect: "permit", conditional: true });
    expect(data.rules[0]).toMatchObject({ holds: true, basis: [expect.objectContaining({ ukGdpr6: expect.stringMatching(/^6/) })] });
    expect(data.wouldOpen).toEqual([]);
  });

  test("says of a purpose whose process is not open that it is the purpose, and sends nobody to open one whom another purpose would serve", async () => {
    const asked = [...senco, "relationship=team,purpose=ANNUAL_REVIEW,process=not-open", "--category", "education.sen"];
    const { out } = await runIt(explain, asked);
    expect(out).toContain("Reason PURPOSE");
    expect(out.replaceAll(/\s+/g, " ")).toContain("It does not hold here: the process that the purpose belongs to is not open");
    expect(out).toMatch(
      /Any one of these would open it:\n {2}- The purpose is direct support\.\n {2}- The purpose is an EHC needs assessment that is open\.\n {2}- The process that the purpose belongs to is open\.\n$/,
    );
  });

  test("names the prohibition that keeps something back, and that lifting it would open it", async () => {
    const { out } = await runIt(explain, [
      "--role",
      "parent",
      "--child-situation",
      "relationship=holder,purpose=FAMILY_ACCESS,restriction=shielded",
      "--category",
      "child.address",
    ]);
    expect(out).toContain("Reason RESTRICTED");
    expect(out).toContain("\nWhat keeps it back:\n  shielded-address (prohibitions)");
    expect(out).toMatch(
      /Any one of these would open it:\n {2}- It is no longer so that the child's whereabouts are shielded\.\n {2}- An override is in force\.\n$/,
    );
  });

  test("answers alike in whatever order, and however often, restrictions are named", async () => {
    const asked = (restriction: string) =>
      json(explain, [...senco, `relationship=lead,purpose=DIRECT_SUPPORT,restriction=${restriction}`, "--category", "child.address"]);
    const once = await asked("serious-harm+shielded");
    expect(once.data.wouldOpen).toEqual([{ restriction: ["serious-harm"] }, { override: true }]);
    expect(await asked("shielded+serious-harm")).toEqual(once);
    expect(await asked("shielded+serious-harm+shielded")).toEqual(once);
  });

  test("says when nothing would open it", async () => {
    const officer = [
      "--role",
      "ig-officer",
      "--agency",
      "health",
      "--child-situation",
      "relationship=none,purpose=GOVERNANCE",
      "--category",
      "child.names",
    ];
    expect((await runIt(explain, officer)).out).toContain("Nothing about the child or the purpose would open it");
  });

  test.each([
    ["a role that does not exist", ["--role", "wizard"], "there is no role"],
    ["a role in several agencies without its agency", ["--role", "ig-officer"], "add --agency"],
    ["an unknown purpose", [...senco, "relationship=team,purpose=GOSSIP"], "there is no purpose"],
    ["a situation without a relationship", [...senco, "purpose=SAFEGUARDING"], "the relationship is missing"],
    ["an unknown key", [...senco, "relationship=team,purpose=SAFEGUARDING,weather=fine"], 'there is no key of --child-situation "weather"'],
    ["a key that stands twice", [...senco, "relationship=team,purpose=SAFEGUARDING,relationship=lead"], "names relationship twice"],
    ["an option that stands twice", [...senco, "relationship=team,purpose=SAFEGUARDING", "--role", "parent"], "--role stands twice"],
    ["a word that belongs to nothing", [...senco, "relationship=team,purpose=SAFEGUARDING", "now"], '"now" is a word too many'],
    ["a key without a value", [...senco, "relationship"], "is not key=value"],
    ["an unknown field", [...senco, "relationship=team,purpose=SAFEGUARDING", "--category", "Child.secret"], "no classified field"],
    ["an unknown option", ["--color", "red"], "Unknown option"],
  ])("refuses %s with one line that says what to write", async (_what, words, message) => {
    const all = [...words, ...(words.includes("--child-situation") ? [] : ["--child-situation", "relationship=team,purpose=SAFEGUARDING"])];
    const { code, out, err } = await runIt(
      explain,
      words.includes("--category") || words.includes("--color") ? all : [...all, "--category", "child.names"],
    );
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("who-can and what-can", () => {
  test("name everybody who reads a category and when, and nobody else", async () => {
    const { code, data } = await json(whoCan, ["--category", "health.mental-health"]);
    expect(code).toBe(0);
    const who = data.readers.flatMap((reader: { who: { role: string }[] }) => reader.who.map(({ role }) => role));
    expect(who).toEqual(expect.arrayContaining(["camhs-clinician", "young-person", "senco"]));
    expect(who).not.toContain("class-teacher");
    expect(who).not.toContain("ig-officer");
  });

  test("say of a lead practitioner's marks and consents what holds", async () => {
    const { out } = await runIt(whatCan, ["--role", "class-teacher"]);
    expect(out.replace(/\s+/g, " ")).toContain("and consent is given, unless a court order restricts them; no record about another person");
  });

  test("say of somebody who reads nothing that they read nothing, with code 1", async () => {
    expect(await runIt(whatCan, ["--role", "ig-officer", "--agency", "education"])).toMatchObject({
      code: 1,
      out: "Information governance officer (education) can read nothing about a child.\n",
    });
  });
});

test.each([
  [
    whoCan,
    ["--category", "Mental health"],
    '"Mental health" is no id of a category: write --category health.mental-health (“Mental health”)',
  ],
  [whoCan, ["--category", "mental-health"], "write --category health.mental-health"],
  [whatCan, ["--role", "SENCO"], '"SENCO" is no id of a role: write --role senco'],
  [whatCan, ["--role", "Class Teacher"], "write --role class-teacher"],
] as const)("somebody who names a title in place of an id is told the id", async (command, words, told) => {
  const { code, err } = await runIt(command, words);
  expect([code, err]).toEqual([2, expect.stringContaining(told)]);
});

describe("without a name", () => {
  test("what-can lists the roles and who-can the categories, by id and name", async () => {
    const roles = await runIt(whatCan, []);
    expect(roles.code).toBe(0);
    expect(roles.out).toContain("- ig-officer: Information governance officer (education, health and social-care)\n");
    expect((await json(whatCan, [])).data.roles).toContainEqual({ id: "senco", name: "SENCO", agencies: ["education"] });
    const categories = await runIt(whoCan, []);
    expect(categories.code).toBe(0);
    expect(categories.out).toContain("- health.therapies: Therapies\n");
    expect((await json(whoCan, [])).data.categories).toContainEqual(expect.objectContaining({ id: "child.names", name: "Names" }));
  });
});
