import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { agencyTitle, loadPolicy, matrixMarkdown, matrixOf } from "../../policies/index.ts";
import { loadAgency } from "../../subgraphs/load-agency.ts";
import { agenciesHere, readAgencies, titlesOf } from "../../trust/agencies.ts";

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

test("sentences call an agency by its title in the list, and the version of the policy does not depend on it", () => {
  const list = listWith("title: social care", "title: children's services");
  const titled = loadPolicy("policies", "0001-01-01", titlesOf(list));
  const plain = loadPolicy("policies", "0001-01-01");
  expect([agencyTitle(titled, "social-care"), agencyTitle(plain, "social-care")]).toEqual(["children's services", "social care"]);
  expect(matrixMarkdown(matrixOf(titled))).toContain("## Held by children's services");
  expect(titled.version).toBe(plain.version);
});
