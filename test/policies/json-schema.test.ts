import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { small } from "./small-policy.ts";

const ajv = new Ajv2020({ strictTypes: false, strictRequired: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
const read = (file: string) => readFileSync(`policies/${file}`, "utf8");
const schemaOf = (name: string) => ajv.compile(JSON.parse(read(`schema/${name}.schema.json`)) as object);
const agreement = schemaOf("agreement");
const valid = parse(small.agreement) as { rules: Record<string, unknown>[] };
const [permit = {}, prohibition = {}] = valid.rules;
const withRule = (rule: object) => ({ ...valid, rules: [rule] });

describe("the JSON Schemas, with which editors complete and check", () => {
  test.each([
    ...readdirSync("policies/agreements").map((file) => `agreements/${file}`),
    ...readdirSync("policies/agencies").map((file) => `agencies/${file}`),
  ])("accept %s", (file) => {
    expect([agreement(parse(read(file))), agreement.errors]).toEqual([true, null]);
  });

  test.each(["categories", "roles"])("accept %s.yaml", (name) => {
    expect(schemaOf(name)(parse(read(`${name}.yaml`)))).toBe(true);
  });

  test.each(readdirSync("policies/tests"))("accept the tests %s", (file) => {
    const tests = schemaOf("tests");
    expect([tests(parse(read(`tests/${file}`))), tests.errors]).toEqual([true, null]);
  });

  test("name the roles, agencies and categories that there are", () => {
    const { $defs } = JSON.parse(read("schema/agreement.schema.json")) as { $defs: Record<string, { enum?: string[] }> };
    expect($defs["Role"]?.enum).toContain("speech-and-language-therapist");
    expect($defs["Agency"]?.enum).toEqual(expect.arrayContaining(["partnership", "family", "health"]));
    expect($defs["Category"]?.enum).toContain("health.therapies");
  });

  test.each([
    ["a role that does not exist", withRule({ ...permit, who: { roles: ["headteacher"] } })],
    ["a category that does not exist", withRule({ ...permit, mayRead: ["health.secrets"] })],
    ["an unknown purpose", withRule({ ...permit, when: { relationship: ["team"], purpose: ["CURIOSITY"] } })],
    ["an unknown condition", withRule({ ...permit, when: { relationship: ["team"], purpose: ["SAFEGUARDING"], weather: ["fine"] } })],
    ["a permit for everyone", withRule({ ...permit, who: "everyone" })],
    ["a permit for those with no relationship", withRule({ ...permit, when: { relationship: ["none"], purpose: ["SAFEGUARDING"] } })],
    ["a permit without a purpose", withRule({ ...permit, when: { relationship: ["team"] } })],
    [
      "a permit that a restriction opens",
      withRule({ ...permit, when: { relationship: ["team"], purpose: ["SAFEGUARDING"], restriction: ["shielded"] } }),
    ],
    ["a prohibition that says what may be read", withRule({ ...prohibition, mayRead: ["child.names"] })],
    ["a rule without a reason", withRule({ ...permit, because: undefined })],
    ["a rule without a basis", withRule({ ...permit, basis: [] })],
    ["an unknown key", { ...valid, secret: true }],
  ])("refuse %s", (_what, document) => {
    expect(agreement(JSON.parse(JSON.stringify(document)))).toBe(false);
  });
});
