import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { compile, loadPolicy, loadTests, PolicyError, policyErrorCodes, readTests } from "../../policies/index.ts";
import type { PolicyErrorCode } from "../../policies/index.ts";
import { small, smallPolicy } from "./small-policy.ts";

const today = "2026-11-21";

function failure(action: () => unknown): PolicyError {
  try {
    action();
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error("The documents were accepted.");
}

/** The line, counted from 1, on which a text first stands. */
function lineOf(text: string, snippet: string): number {
  return text.slice(0, text.indexOf(snippet)).split("\n").length;
}

function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

const seen = new Set<PolicyErrorCode>();

/** What is wrong, in which words it is made wrong, the code it must have and the words on the line it must name. */
type Case = readonly [what: string, from: string, to: string, code: PolicyErrorCode, on: string];

const inAgreement: readonly Case[] = [
  ["broken YAML", "parties: [partnership", "parties: [[partnership", "YAML_INVALID", "purposes:"],
  ["a key that stands twice", "owner: The partnership", "owner: One\nowner: Two", "YAML_INVALID", "owner: Two"],
  ["a tag that makes something other than data", "title: A small", "title: !!js/regexp A small", "YAML_INVALID", "title:"],
  ["a file that holds a list", "id: small", "- id: small\n# ", "YAML_INVALID", "title:"],
  ["a sentence cut short by a comment", "because: Someone is", "because: See order #12 of the court. Someone is", "SENTENCE_CUT", "#12"],
  ["a sentence of which one word is left", "because: Someone is", "because: Order #12. Someone is", "SENTENCE_CUT", "#12"],
  ["a title cut short", "title: A small", "title: Agreement #3, a small", "SENTENCE_CUT", "#3"],
  ["an owner cut short", "owner: The partnership", "owner: Board #2 of the partnership", "SENTENCE_CUT", "#2"],
  ["a sentence in a list cut short", "rights: [Ask the partnership.]", "rights:\n  - Ask desk #4.", "SENTENCE_CUT", "#4"],
  [
    "a sentence of two lines cut short",
    "because: Someone is",
    "because: Someone\n      is at #3 risk.\n    # is",
    "SENTENCE_CUT",
    "because: Someone",
  ],
  ["no title", "title: A small agreement\n", "", "KEY_MISSING", "id: small"],
  ["an empty owner", "owner: The partnership", "owner:", "KEY_MISSING", "owner:"],
  ["a key that agreements do not have", "owner: The", "ovner: x\nowner: The", "KEY_UNKNOWN", "ovner"],
  ["a key that rules do not have", "    because: The school", "    fields: [a]\n    because: The school", "KEY_UNKNOWN", "fields:"],
  ["__proto__ as a key", "owner: The", "__proto__: { x: 1 }\nowner: The", "KEY_UNKNOWN", "__proto__"],
  ["an effect there is not", "effect: prohibit", "effect: forbid", "VALUE_INVALID", "effect:"],
  ["a review date that is no date", "reviewBy: 2027-01-01", "reviewBy: in two years", "VALUE_INVALID", "reviewBy"],
  ["an id with capitals", "id: senco-reads", "id: SENCO reads", "VALUE_INVALID", "SENCO reads"],
  ["everybody in other words", "who: everyone", "who: all", "VALUE_INVALID", "who: all"],
  ["a list of names that is empty", "{ roles: [senco] }", "{ roles: [] }", "VALUE_INVALID", "roles: []"],
  ["a wildcard for categories", "mayRead: [child.names,", "mayRead: [health.*,", "WILDCARD_REFUSED", "health.*"],
  ["a bare asterisk", "mayRead: [child.names, health.therapies]", "mayRead: [*]", "WILDCARD_REFUSED", "mayRead: [*"],
  ["a quoted asterisk", "roles: [senco]", 'roles: ["*"]', "WILDCARD_REFUSED", '"*"'],
  ["an alias", "basis: [consent]", "basis: &b [consent]\n    mayNotRead: *b", "WILDCARD_REFUSED", "*b"],
  ["a query operator", "consent: [given]", "consent: { $ne: refused }", "OPERATOR_REFUSED", "$ne"],
  ["a query operator around a condition", "      consent: [given]", "      $or: [{ consent: [given] }]", "OPERATOR_REFUSED", "$or"],
  ["a regular expression", "roles: [senco]", "roles: [/sen.*/i]", "OPERATOR_REFUSED", "/sen"],
  ["an unknown role", "roles: [senco]", "roles: [sencoo]", "ROLE_UNKNOWN", "sencoo"],
  ["an unknown party", "education, health]", "education, healthcare]", "AGENCY_UNKNOWN", "healthcare"],
  ["an unknown agency in a rule", "{ roles: [senco] }", "{ roles: [senco], agency: [school] }", "AGENCY_UNKNOWN", "agency: [school]"],
  ["an unknown category in a rule", "mayRead: [child.names,", "mayRead: [child.shoes,", "CATEGORY_UNKNOWN", "child.shoes"],
  ["an unknown category among the data items", "dataItems: [child.names,", "dataItems: [child.shoes,", "CATEGORY_UNKNOWN", "child.shoes"],
  ["an unknown purpose in a rule", "purpose: [DIRECT_SUPPORT]", "purpose: [CURIOSITY]", "PURPOSE_UNKNOWN", "CURIOSITY"],
  ["an unknown purpose of the agreement", "SAFEGUARDING]", "CURIOSITY]", "PURPOSE_UNKNOWN", "CURIOSITY"],
  ["an unknown relationship", "relationship: [team]", "relationship: [friend]", "RELATIONSHIP_UNKNOWN", "friend"],
  ["an unknown consent state", "consent: [given]", "consent: [assumed]", "VALUE_INVALID", "assumed"],
  ["an unknown condition", "consent: [given]", "weekday: [monday]", "CONDITION_UNKNOWN", "weekday"],
  ["an unknown condition on the record", "{ aboutOther: false }", "{ old: false }", "CONDITION_UNKNOWN", "old: false"],
  ["no reason", "    because: Someone is at risk.\n", "", "BECAUSE_MISSING", "id: nobody-reads"],
  ["an empty reason", "because: Someone is at risk.", 'because: " "', "BECAUSE_MISSING", 'because: " "'],
  ["no basis", "began.\n    basis: [consent]", "began.", "BASIS_MISSING", "id: senco-reads"],
  ["an empty basis", "began.\n    basis: [consent]", "began.\n    basis: []", "BASIS_MISSING", "basis: []"],
  ["a basis that is not defined", "began.\n    basis: [consent]", "began.\n    basis: [habit]", "BASIS_UNKNOWN", "habit"],
  ["a basis that every object has", "began.\n    basis: [consent]", "began.\n    basis: [constructor]", "BASIS_UNKNOWN", "[constructor]"],
  ["a rule id used twice", "id: nobody-reads", "id: senco-reads", "ID_DUPLICATE", "- id: senco-reads\n    effect"],
  ["a category outside the agreement", "dataItems: [child.names, ", "dataItems: [", "OUTSIDE_AGREEMENT", "mayRead:"],
  ["a purpose outside the agreement", "purpose: [DIRECT_SUPPORT]", "purpose: [ANNUAL_REVIEW]", "OUTSIDE_AGREEMENT", "ANNUAL_REVIEW"],
  ["a role of an agency that is no party", "roles: [senco]", "roles: [social-worker]", "OUTSIDE_AGREEMENT", "social-worker"],
  ["a category whose owner is no party", "[partnership, education, health]", "[partnership, education]", "OUTSIDE_AGREEMENT", "mayRead:"],
  ["a review date in the past", "2027-01-01", "2026-11-20", "REVIEW_EXPIRED", "reviewBy"],
  ["a permit for everyone", "{ roles: [senco] }", "everyone", "PERMIT_UNBOUNDED", "who: everyone"],
  ["a permit without a relationship", "      relationship: [team]\n", "", "PERMIT_UNBOUNDED", "when:"],
  ["a permit without a purpose", "      purpose: [DIRECT_SUPPORT]\n", "", "PERMIT_UNBOUNDED", "when:"],
  ["a permit for strangers", "relationship: [team]", "relationship: [team, none]", "PERMIT_UNBOUNDED", "relationship: [team"],
  ["a permit on consent refused", "consent: [given]", "consent: [given, refused]", "CONDITION_CONTRARY", "consent: [given, refused]"],
  ["a permit on a restriction", "consent: [given]", "restriction: [shielded]", "CONDITION_CONTRARY", "restriction: [shielded]"],
  ["a permit on no override", "consent: [given]", "override: false", "CONDITION_CONTRARY", "override: false"],
  ["a permit for marked records", "{ aboutOther: false }", "{ aboutOther: true }", "CONDITION_CONTRARY", "record:"],
  [
    "a permit that says what may not be read",
    "because: The",
    "mayNotRead: [child.names]\n    because: The",
    "CONDITION_CONTRARY",
    "mayNotRead",
  ],
  ["a permit of nothing", "    mayRead: [child.names, health.therapies]\n", "", "KEY_MISSING", "id: senco-reads"],
  [
    "a prohibition on consent given",
    "restriction: [shielded]",
    "consent: [given]",
    "CONDITION_CONTRARY",
    "consent: [given]\n      override",
  ],
  ["a prohibition on an override", "override: false", "override: true", "CONDITION_CONTRARY", "override: true"],
  [
    "a prohibition of unmarked records",
    "override: false",
    "record: { aboutOther: false }",
    "CONDITION_CONTRARY",
    "record: { aboutOther: false }\n    because: Some",
  ],
  ["a prohibition that says what may be read", "mayNotRead: [child", "mayRead: [child", "KEY_MISSING", "id: nobody-reads"],
];

describe("an agreement is refused, with the line and the way to mend it, for", () => {
  test.each(inAgreement)("%s", (_what, from, to, code, on) => {
    const text = replaced(small.agreement, from, to);
    const error = failure(() => compile(smallPolicy({ agreements: [text] }), today));
    seen.add(error.code);
    expect({ code: error.code, file: error.file }).toEqual({ code, file: "agreements/1.yaml" });
    expect(error.line).toBe(lineOf(text, on));
    expect(error.message).toContain(`agreements/1.yaml:${String(error.line)}: `);
    expect(error.message).toContain(policyErrorCodes[code].mend);
  });

  test("an id that another agreement has", () => {
    const other = small.agreement.replace("id: senco-reads", "id: other").replace("id: nobody-reads", "id: another");
    const error = failure(() => compile(smallPolicy({ agreements: [small.agreement, other] }), today));
    expect(error).toMatchObject({ code: "ID_DUPLICATE", file: "agreements/2.yaml", line: 1 });
  });
});

describe("the lists are refused, with the line, for", () => {
  test.each([
    ["a category twice", "id: health.therapies", "id: child.names", "ID_DUPLICATE", 3],
    ["a category under another owner's name", "owner: health", "owner: education", "VALUE_INVALID", 3],
    ["a category without a description", ", description: What the child is called.", "", "KEY_MISSING", 2],
    ["a sensitivity there is not", "sensitivity: sensitive", "sensitivity: secret", "VALUE_INVALID", 3],
  ] as const)("%s", (_what, from, to, code, line) => {
    const error = failure(() => compile(smallPolicy({ categories: replaced(small.categories, from, to) }), today));
    expect(error).toMatchObject({ code, file: "categories.yaml", line });
  });

  test.each([
    ["a role twice", "id: physiotherapist", "id: senco", "ID_DUPLICATE", 3],
    ["a role without an agency", "agencies: [health]", "agencies: []", "VALUE_INVALID", 3],
  ] as const)("%s", (_what, from, to, code, line) => {
    const error = failure(() => compile(smallPolicy({ roles: replaced(small.roles, from, to) }), today));
    expect(error).toMatchObject({ code, file: "roles.yaml", line });
  });
});

describe("a folder is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "policies-"));

  test("when a file is missing", () => {
    const error = failure(() => loadPolicy(folder, today));
    seen.add(error.code);
    expect(error).toMatchObject({ code: "FILE_MISSING", file: "agreements" });
  });

  test("when it holds no agreement, since that would be a policy nobody wrote", () => {
    mkdirSync(join(folder, "agreements"));
    writeFileSync(join(folder, "agreements", "notes.txt"), "not an agreement");
    expect(failure(() => loadPolicy(folder, today))).toMatchObject({ code: "FILE_MISSING", file: "agreements" });
  });
});

describe("an agreement is accepted", () => {
  test("on the day its review is due", () => {
    expect(compile(smallPolicy(), "2027-01-01").rules).toHaveLength(2);
    expect(failure(() => compile(smallPolicy(), "2027-01-02")).code).toBe("REVIEW_EXPIRED");
  });

  test("only when the day of today is known", () => {
    expect(() => compile(smallPolicy(), "")).toThrow(RangeError);
  });
});

describe("a file of tests is refused, with the line and the way to mend it, for", () => {
  const tests = `lists:
  roles: { school: [senco] }
  categories: { all-there-is: [child.names, health.therapies] }
tests:
  - name: A SENCO reads with consent
    who: { roles: [school], agency: [education] }
    when: { relationship: [team], purpose: DIRECT_SUPPORT, consent: { all-there-is: given } }
    about: [all-there-is]
    reads: [child.names]
    leavesOut: { aboutOther: [all-there-is] }
    refuses: { ROLE: [health.therapies] }
  - name: Nobody else reads
    who: everyone
    when: { relationship: { anyBut: [team] }, purpose: any, restriction: [none, [shielded, court-order]] }
    reads: nothing
`;
  const policy = compile(smallPolicy(), today);
  const read = (text: string) => readTests(policy, [{ file: "tests/1.yaml", text }]);
  const oneSituation = "relationship: [team], purpose: DIRECT_SUPPORT, consent: { all-there-is: given }";
  const anyRelationship = "none, team, lead, holder, parent, self";

  test("nothing, if it is as it should be", () => {
    const [first, second] = read(tests);
    expect(first).toMatchObject({ name: "A SENCO reads with consent", place: { file: "tests/1.yaml", line: 5 } });
    expect(second?.persons).toHaveLength(3);
    expect(second?.common).toHaveLength(30);
    expect(second?.categories.get("child.names")?.own).toHaveLength(2);
  });

  test.each<Case>([
    ["broken YAML", "tests:\n", "tests: [\n", "YAML_INVALID", "- name: A SENCO"],
    ["a wildcard", "reads: [child.names]", "reads: [child.*]", "WILDCARD_REFUSED", "child.*"],
    ["a test without a name", "name: Nobody else reads\n    who", "who", "KEY_MISSING", "- who: everyone"],
    ["a test that does not say what is read", "    reads: nothing\n", "", "KEY_MISSING", "name: Nobody"],
    ["a key that tests do not have", "reads: nothing", "reads: nothing\n    read: all", "KEY_UNKNOWN", "read: all"],
    ["a condition that does not exist", "purpose: any,", "purpose: any, weekday: monday,", "CONDITION_UNKNOWN", "weekday"],
    ["everything in other words", "reads: nothing", "reads: none", "VALUE_INVALID", "reads: none"],
    ["a purpose there is not", "DIRECT_SUPPORT", "[CURIOSITY]", "PURPOSE_UNKNOWN", "CURIOSITY"],
    ["a relationship there is not", "[team], purpose", "[friend], purpose", "RELATIONSHIP_UNKNOWN", "friend"],
    ["a consent state there is not", "all-there-is: given", "all-there-is: assumed", "VALUE_INVALID", "assumed"],
    ["a restriction there is not", "[shielded, court-order]", "secret", "VALUE_INVALID", "secret"],
    ["an unknown role", "roles: [school]", "roles: [schools]", "ROLE_UNKNOWN", "[schools]"],
    ["an unknown role in a list", "school: [senco]", "school: [senko]", "ROLE_UNKNOWN", "senko"],
    ["an unknown agency", "agency: [education]", "agency: [school]", "AGENCY_UNKNOWN", "agency: [school]"],
    ["an unknown category", "reads: [child.names]", "reads: [child.shoes]", "CATEGORY_UNKNOWN", "child.shoes"],
    ["an unknown category that is left out", "aboutOther: [all-there-is]", "aboutOther: [all]", "CATEGORY_UNKNOWN", "[all]"],
    ["an unknown category with consent", "{ all-there-is: given }", "{ shoes: given }", "CATEGORY_UNKNOWN", "shoes"],
    ["an unknown category that is overridden", oneSituation, `${oneSituation}, override: [shoes]`, "CATEGORY_UNKNOWN", "[shoes]"],
    [
      "a list in a list",
      "categories: { all-there-is: [",
      "categories: { more: [all-there-is], all-there-is: [",
      "CATEGORY_UNKNOWN",
      "more:",
    ],
    ["a reason there is not", "ROLE: [health", "MOOD: [health", "REASON_UNKNOWN", "MOOD"],
    ["a reason that is an agency's, not a policy's", "ROLE: [health", "PERMIT: [health", "REASON_UNKNOWN", "PERMIT"],
    [
      "two tests with one name",
      "name: Nobody else reads",
      "name: A SENCO reads with consent",
      "ID_DUPLICATE",
      "A SENCO reads with consent\n    who: every",
    ],
    ["a list with a role's name", "school: [senco]", "senco: [senco]", "ID_DUPLICATE", "senco: ["],
    ["a category both read and refused", "ROLE: [health.therapies]", "ROLE: [child.names]", "EXPECTATION_CONTRARY", "refuses:"],
    [
      "a category refused for two reasons",
      "ROLE: [health.therapies]",
      "ROLE: [health.therapies], PURPOSE: [health.therapies]",
      "EXPECTATION_CONTRARY",
      "PURPOSE: [health",
    ],
    ["what the test is not about", "about: [all-there-is]", "about: [child.names]", "EXPECTATION_CONTRARY", "refuses:"],
    [
      "two consents to one category",
      "{ all-there-is: given }",
      "{ all-there-is: given, child.names: none }",
      "EXPECTATION_CONTRARY",
      "child.names: none",
    ],
    ["no situation at all", "anyBut: [team]", `anyBut: [${anyRelationship}]`, "EXPECTATION_CONTRARY", `anyBut: [${anyRelationship}`],
  ])("%s", (_what, from, to, code, on) => {
    const text = replaced(tests, from, to);
    const error = failure(() => read(text));
    seen.add(error.code);
    expect({ code: error.code, line: error.line }).toEqual({ code, line: lineOf(text, on) });
    expect(error.message).toContain(`tests/1.yaml:${String(error.line)}: `);
    expect(error.message).toContain(policyErrorCodes[code].mend);
  });

  test("not being there", () => {
    const folder = mkdtempSync(join(tmpdir(), "policies-"));
    const error = failure(() => loadTests(folder, policy));
    seen.add(error.code);
    expect(error.code).toBe("TESTS_MISSING");
    mkdirSync(join(folder, "tests"));
    expect(failure(() => loadTests(folder, policy)).code).toBe("TESTS_MISSING");
    writeFileSync(join(folder, "tests", "1.yaml"), tests);
    expect(loadTests(folder, policy)).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });
});

test("comments after codes and quoted sentences, and on lines of their own, stay comments", () => {
  const commented = [
    ["id: small", "id: small # the smallest"],
    ["reviewBy: 2027-01-01", "reviewBy: 2027-01-01 # as every year"],
    ["because: Someone is at risk.", "because: 'Someone, by order #12, is at risk.' # since May\n    # and since June"],
    ["title: A small agreement", "title: A small agreement\n# of two"],
  ].reduce((text, [from = "", to = ""]) => replaced(text, from, to), small.agreement);
  const policy = compile(smallPolicy({ agreements: [commented] }), today);
  expect(policy.rules.map(({ because }) => because)).toContain("Someone, by order #12, is at risk.");
});

test("every code of the closed list is shown by an example above", () => {
  expect([...seen].sort()).toEqual(Object.keys(policyErrorCodes).sort());
});
