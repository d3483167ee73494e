import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { byPath } from "../../service/by-path.ts";
import { type Answer, ask, type WithheldAt } from "./ask.ts";
import { endGateways, gatewayWith } from "./second-gateway.ts";

let gateway: string;

beforeAll(async () => {
  gateway = await gatewayWith((agencies) => agencies, { WITHHELD: "errors" });
});
afterAll(endGateways);

test("with WITHHELD=errors refusals stay in `errors`, where any other router leaves them, each describing itself", async () => {
  const answer = await ask(
    "senco",
    '{ child(id: "CV-1001", purpose: DIRECT_SUPPORT) { givenNames health { gp { practiceName } } } }',
    {},
    gateway,
  );
  expect(answer.data).toEqual({ child: { givenNames: "Maya", health: { gp: null } } });
  expect(answer.withheld).toEqual([]);
  expect(answer.errors).toEqual([
    {
      message: "Withheld: health.gp (ROLE).",
      path: ["child", "health", "gp"],
      extensions: {
        code: "WITHHELD",
        category: "health.gp",
        reason: "ROLE",
        remedy: expect.any(String),
        rules: expect.any(Array),
        policy: expect.stringMatching(/^[0-9a-f]{64}$/),
        extent: "WHOLE",
        field: "HealthRecord.gp",
      },
    },
  ]);
});

const everyChild = (fields: string) => `query ($purpose: Purpose!) { myChildren(purpose: $purpose) { nodes { ${fields} } } }`;
const manyFields = `givenNames contact { lines } family { nodes { name } } aboutMe { whatHelps } restrictions(first: 1) { totalCount }
  education { held attendance { totalCount } suspensions { totalCount } senProvision { since } }
  h: health { held gp { practiceName } minds: mentalHealth { totalCount } therapies { totalCount nodes { programme } } allergies { totalCount } }
  socialCare { status { open } referrals { totalCount } assessmentFindings { totalCount } }`;

describe("what is withheld of many children is said once for each distinct refusal, with its places, and means just what errors at each place say", () => {
  const texts = (entries: readonly unknown[]): string[] => entries.map((one) => JSON.stringify(one)).sort();
  const wordsOf = ({ path, category, reason, remedy, extent, rules, policy }: WithheldAt) => ({
    ...{ path, category, reason, remedy, extent, rules, policy },
  });

  test.each([
    ["senco", "DIRECT_SUPPORT"],
    ["senco", "EHC_ASSESSMENT"],
    ["teacher", "DIRECT_SUPPORT"],
    ["social-worker", "SAFEGUARDING"],
    ["parent", "FAMILY_ACCESS"],
    ["restricted-parent", "FAMILY_ACCESS"],
  ])("to %s, for %s", async (person, purpose) => {
    const asErrors = await ask(person, everyChild(manyFields), { purpose }, gateway);
    const asSaid = await ask(person, everyChild(manyFields), { purpose });
    expect(asSaid.data).toEqual(asErrors.data);
    expect(asSaid.errors).toBeUndefined();
    const errors = (asErrors.errors ?? []).map(({ path, extensions }) => wordsOf({ path, ...extensions } as WithheldAt));
    expect(errors.length).toBeGreaterThan(3);
    expect(texts(asSaid.withheld.map(wordsOf))).toEqual(texts(errors));
    const distinct = asSaid.withheldAsSaid.map(({ paths: _paths, ...words }) => words);
    expect(new Set(texts(distinct)).size).toBe(distinct.length);
  });

  test("in the order of its first places, whatever came first", async () => {
    const asked = () => ask("senco", everyChild(manyFields), { purpose: "DIRECT_SUPPORT" });
    const [one, other] = [await asked(), await asked()];
    expect(other.text).toBe(one.text);
    const first = ({ withheldAsSaid }: Answer) =>
      withheldAsSaid.map(({ paths: [path = []] }) => ({
        path: path.map((step) => (typeof step === "object" ? (step[0]?.[0] ?? -1) : step)),
      }));
    expect(first(one)).toEqual(first(one).toSorted(byPath));
  });
});

test("the function in the tour of the schema finds what is said of each place, and nothing where nothing is", async () => {
  const [, code = ""] = /```js\n([^]*?)```/.exec(readFileSync("docs/schema-tour.md", "utf8")) ?? [];
  const { withheldAt } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    withheldAt: (answer: unknown, path: readonly (string | number)[]) => { reason: string } | undefined;
  };
  const answer = await ask("senco", everyChild(manyFields), { purpose: "DIRECT_SUPPORT" });
  const parsed = JSON.parse(answer.text) as unknown;
  const children = answer.data.myChildren.nodes.length as number;
  expect(children).toBeGreaterThan(3);
  let found = 0;
  for (const at of [...Array(children + 1).keys(), -1, "nodes"])
    for (const below of [["contact"], ["givenNames"], ["h", "minds"], ["h", "mentalHealth"], ["h", "therapies"], ["h"], []]) {
      const path = ["myChildren", "nodes", at, ...below];
      const expected = answer.withheld.find((one) => JSON.stringify(one.path) === JSON.stringify(path));
      expect([path, withheldAt(parsed, path)?.reason]).toEqual([path, expected?.reason]);
      if (expected !== undefined) found += 1;
    }
  expect(found).toBeGreaterThan(children);
  expect(withheldAt({ data: {} }, ["child"])).toBeUndefined();
});
