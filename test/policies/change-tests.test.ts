import { describe, expect, test } from "@jest/globals";
import { compile, readChangeTests, runChangeMutants, runChangeTests } from "../../policies/index.ts";
import { smallPolicy } from "./small-policy.ts";

const actions = `actions:
  - id: name-lead
    permitted: [{ roles: [senco], relationship: [team, lead] }, { roles: [physiotherapist], relationship: [lead] }]
    because: Somebody must.
  - id: add-to-team
    permitted: [{ roles: [senco], relationship: [lead] }]
    because: Somebody must.
`;
const policy = compile({ ...smallPolicy(), actions: { file: "actions.yaml", text: actions } }, "2026-06-01");

const complete = `changes:
  - { name: Who leads hands over, who: { roles: [senco, physiotherapist] }, relationship: lead, may: [name-lead] }
  - { name: A SENCO names one of the team, who: { roles: [senco] }, relationship: team, may: [name-lead] }
  - { name: Only a SENCO who leads brings people in, who: { roles: [senco] }, relationship: lead, may: [add-to-team] }
`;

const read = (text: string) => readChangeTests(policy, [{ file: "tests/1.yaml", text }]);
const failuresOf = (text: string) => runChangeTests(policy, read(text)).failures;

describe("tests of who may change what", () => {
  test("hold where they give exactly what actions.yaml gives, and notice then whatever is changed of it", () => {
    expect(runChangeTests(policy, read(complete))).toEqual({ tests: 3, failed: 0, failures: [], untested: [] });
    const { kinds, survivors } = runChangeMutants(policy, read(complete));
    expect(survivors).toEqual([]);
    expect(kinds.get("action: role added")).toEqual({ made: 6, equivalent: 1, killed: 5 });
    expect([...kinds.values()].every(({ made, equivalent, killed }) => made === equivalent + killed && killed > 0)).toBe(true);
  });

  test("fail where they give more, and say which of them does", () => {
    const [failure, ...more] = failuresOf(complete.replace("relationship: team,", "relationship: [team, holder],"));
    expect(more).toEqual([]);
    expect(failure).toMatchObject({
      grant: { action: "name-lead", role: "senco", relationship: "holder" },
      expected: true,
      expectation: { name: "A SENCO names one of the team", place: { file: "tests/1.yaml", line: 3 } },
    });
  });

  test("fail where they give less of an action, since whoever they do not name may not", () => {
    expect(failuresOf(complete.replace(/.*names one of the team.*\n/, ""))).toEqual([
      { grant: { action: "name-lead", role: "senco", relationship: "team" }, expected: false },
    ]);
  });

  test("leave an action untested of which none says who may, and no change of it is noticed", () => {
    const rest = read(complete.replace(/.*brings people in.*\n/, ""));
    expect(runChangeTests(policy, rest)).toMatchObject({ failures: [], untested: ["add-to-team"] });
    expect(runChangeMutants(policy, rest).survivors).toContain("add-to-team were also for physiotherapist");
  });

  test.each([
    ["a role that there is not", "[senco, physiotherapist]", "[wizard]", "ROLE_UNKNOWN"],
    ["an action that there is not", "[add-to-team]", "[delete-child]", "VALUE_INVALID"],
    ["a relationship that there is not", "relationship: team", "relationship: friend", "VALUE_INVALID"],
    ["a key that means nothing", "may: [add-to-team]", "may: [add-to-team], unless: never", "KEY_UNKNOWN"],
  ])("are refused with %s, with the line", (_, from, to, code) => {
    expect(() => read(complete.replace(from, to))).toThrow(expect.objectContaining({ code, file: "tests/1.yaml" }));
  });
});
