import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { Command } from "../../governance/command.ts";
import { check } from "../../governance/commands/check.ts";
import { read } from "../../governance/commands/read.ts";
import { whatCan } from "../../governance/commands/what-can.ts";
import { agencyTitle, loadPolicy, matrixMarkdown, matrixOf, type Policy, type Purpose } from "../../policies/index.ts";
import { loadAgency } from "../../subgraphs/load-agency.ts";
import { decideChild } from "../../subgraphs/partnership/deciding/decide-child.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { alertSentence } from "../../subgraphs/partnership/graph/alerts/sentences.ts";
import { statementFor } from "../../subgraphs/partnership/permits/statement.ts";
import { AlertRow } from "../../subgraphs/partnership/records/alert-row.ts";
import type { Principal } from "../../trust/access-token.ts";
import { agenciesHere, readAgencies, titlesOf } from "../../trust/agencies.ts";
import { isReadCode } from "../../trust/permit-codes.ts";
import { namesOf, refusalWordsFor } from "../../trust/refusal-words.ts";
import { runIt } from "../governance/run.ts";
import { child, member, person, today } from "../partnership/facts.ts";

const folder = mkdtempSync(join(tmpdir(), "childview-list-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The project's list of agencies with one of its lines replaced. */
function listWith(line: string, other: string) {
  const text = readFileSync("agencies.yaml", "utf8");
  expect(text).toContain(line);
  const file = join(folder, "agencies.yaml");
  writeFileSync(file, text.replace(line, other));
  return readAgencies(file);
}

test.each(["../elsewhere", "/tmp/elsewhere", "node:fs", "subgraphs/../trust", "subgraphs/health/import", "trust"])(
  "no code is run that is not a folder of the subgraphs: %s is refused",
  (module) => {
    expect(() => listWith("module: subgraphs/health", `module: ${module}`)).toThrow("a module is a folder of this repository");
  },
);

test.each([
  ["a folder that there is not", "module: subgraphs/youth-work", "subgraphs/youth-work/subgraph.ts cannot be loaded"],
  ["a folder that is no agency's", "module: subgraphs/partnership", "subgraphs/partnership/subgraph.ts cannot be loaded"],
])("an agency does not start from %s", async (_what, module, why) => {
  const refused = { code: "AGENCIES_INVALID", message: expect.stringContaining(why) };
  await expect(loadAgency(listWith("module: subgraphs/health", module), "health")).rejects.toMatchObject(refused);
});

test("an agency is not served under the name of another", async () => {
  const exchanged = listWith("name: health\n", "name: wealth\n");
  await expect(loadAgency(exchanged, "wealth")).rejects.toMatchObject({
    code: "AGENCIES_INVALID",
    message: expect.stringContaining('subgraphs/health/subgraph.ts exports no subgraph of the agency "wealth"'),
  });
});

test("an agency without a module is elsewhere: it is not started here, and is asked for all the same", async () => {
  const list = listWith("    module: subgraphs/health\n", "");
  expect([agenciesHere(list), list.agencies.map(({ name }) => name)]).toEqual([
    ["education", "social-care"],
    ["education", "health", "social-care"],
  ]);
  await expect(loadAgency(list, "health")).rejects.toMatchObject({ code: "AGENCIES_INVALID" });
});

describe("an agency whose title in the list is another", () => {
  const list = () => listWith("title: social care", "title: children's services");
  const titled = () => loadPolicy("policies", "0001-01-01", titlesOf(list()));

  test("is called so in the matrix, and the version of the policy does not depend on it", () => {
    const [policy, plain] = [titled(), loadPolicy("policies", "0001-01-01")];
    const page = matrixMarkdown(matrixOf(policy));
    expect(page).toContain("## Held by children's services");
    const persons = policy.persons.filter(({ role, agency }) => role !== "ig-officer" || agency !== "education");
    expect(matrixMarkdown(matrixOf({ ...policy, persons }))).toContain("Information governance officer (health and children's services)");
    expect([policy.version, agencyTitle(plain, "social-care")]).toEqual([plain.version, "social care"]);
  });

  test("is called so to whoever is refused, as who would read and as who holds it", () => {
    const policy = titled();
    const directory = [{ id: "rachel.stone", agency: "social-care", role: "social-worker" }];
    const around = { ...child({ memberships: [member("rachel.stone", "social-care")], directory }), id: "child", identifiers: new Map() };
    const moment = momentAt(new Date(`${today}T12:00:00Z`));
    const names = ({ categories }: Policy) => namesOf(categories, (agency) => agencyTitle(policy, agency));
    const remediesOf = (owner: string, asks: Principal, purpose: Purpose) =>
      [...statementFor(owner, policy, decideChild(policy, around, asks, purpose, moment)).verdicts].flatMap(
        ([category, { code, rules }]) =>
          isReadCode(code) ? [] : [refusalWordsFor(names(policy), category, { reason: code, rules }, asks.agency).remedy],
      );
    expect(remediesOf("health", person("rachel.stone", "social-care", "social-worker"), "DIRECT_SUPPORT")).toContainEqual(
      expect.stringMatching(/to share “[^”]+” with children's services\.$/),
    );
    expect(remediesOf("social-care", person("mother", "family", "somebody"), "FAMILY_ACCESS")).toContainEqual(
      expect.stringContaining("You can ask children's services for it"),
    );
  });

  test("is called so in an alert", () => {
    const contradicted = { subject: "rachel.stone", agency: "social-care", claimedRole: "social-worker", knownRole: "" };
    expect(alertSentence(titled(), Object.assign(new AlertRow(), contradicted))).toMatch(
      /^A token of children's services names rachel\.stone/,
    );
  });

  test("is called so to officers who read an agreement, ask what a role can read, or check what prohibitions leave out", async () => {
    list();
    const told = async (command: Command, words: readonly string[]) =>
      (await runIt(command, [...words, "--agencies", join(folder, "agencies.yaml")])).out.replace(/\s+/g, " ");
    expect(await told(read, ["core-support"])).toContain("Between the partnership, education, health and children's services.");
    expect(await told(whatCan, ["--role", "ig-officer", "--agency", "social-care"])).toMatch(
      /^Information governance officer \(children's services\) can read/,
    );
    expect(await told(check, [])).toContain("everything of education, health and children's services,");
  });
});
