import { describe, expect, test } from "@jest/globals";
import { compile, readTests, runMutants, runTests } from "../../policies/index.ts";
import type { MutationRun } from "../../policies/index.ts";
import { mutationText } from "../../governance/mutate/mutation-text.ts";
import { small, smallPolicy } from "./small-policy.ts";

// Of the three roles two can be held in two agencies, and one agency may read.
const policy = compile(
  smallPolicy({
    roles: small.roles.replace("[health]", "[health, education]").replace("[social-care]", "[social-care, education]"),
    agreements: [small.agreement.replace("{ roles: [senco] }", "{ roles: [senco, physiotherapist], agency: [education] }")],
  }),
  "2026-11-21",
);

const complete = `tests:
  - name: A SENCO on the team reads with consent what is about the child
    who: { roles: [senco, physiotherapist], agency: [education] }
    when: { relationship: team, purpose: DIRECT_SUPPORT, rightsHolder: any, consent: given, restriction: [none, court-order, serious-harm], override: any }
    reads: [child.names, health.therapies]
    leavesOut: { aboutOther: [child.names, health.therapies] }
  - name: Where a child is shielded the SENCO does not read the names
    who: { roles: [senco, physiotherapist], agency: [education] }
    when: { relationship: team, purpose: DIRECT_SUPPORT, rightsHolder: any, consent: given, restriction: shielded }
    reads: [health.therapies]
    leavesOut: { aboutOther: [health.therapies] }
    refuses: { RESTRICTED: [child.names] }
  - name: Unless there is an override
    who: { roles: [senco, physiotherapist], agency: [education] }
    when: { relationship: team, purpose: DIRECT_SUPPORT, rightsHolder: any, consent: given, restriction: shielded, override: true }
    reads: [child.names, health.therapies]
    leavesOut: { aboutOther: [child.names, health.therapies] }
  - name: Nobody reads without consent
    who: everyone
    when: { relationship: any, purpose: any, rightsHolder: any, consent: { anyBut: [given] }, override: any }
    reads: nothing
  - name: Nobody reads who is not on the team
    who: everyone
    when: { relationship: { anyBut: [team] }, purpose: any, rightsHolder: any, consent: given, override: any }
    reads: nothing
  - name: Nobody reads for another purpose
    who: everyone
    when: { relationship: team, purpose: { anyBut: [DIRECT_SUPPORT] }, rightsHolder: any, consent: given, override: any }
    reads: nothing
  - name: Nobody else reads, in whatever agency
    who: { roles: [social-worker] }
    when: { relationship: team, purpose: DIRECT_SUPPORT, rightsHolder: any, consent: given, override: any }
    reads: nothing
  - name: A physiotherapist of the health service reads nothing
    who: { roles: [physiotherapist], agency: [health] }
    when: { relationship: team, purpose: DIRECT_SUPPORT, rightsHolder: any, consent: given, override: any }
    reads: nothing
`;

function run(tests: string): MutationRun {
  const expectations = readTests(policy, [{ file: "tests/1.yaml", text: tests }]);
  expect(runTests(policy, expectations).failures).toEqual([]);
  return runMutants(policy, expectations);
}

/** The tests with some of what they say left out. */
function without(...holes: readonly (readonly [left: string, instead: string])[]): string {
  return holes.reduce((tests, [left, instead]) => {
    expect(tests).toContain(left);
    return tests.replaceAll(left, instead);
  }, complete);
}

describe("tests that say all there is to say of a policy", () => {
  const { kinds, survivors } = run(complete);

  test("notice every change that has an effect", () => {
    expect(survivors).toEqual([]);
    for (const [kind, { made, equivalent, killed }] of kinds) expect([kind, equivalent + killed]).toEqual([kind, made]);
  });

  test("are tried on every kind of change, all of which can have an effect but the order", () => {
    expect([...kinds].flatMap(([kind, { killed }]) => (killed === 0 ? [kind] : []))).toEqual(["order changed"]);
    expect(kinds.size).toBe(17);
  });
});

describe("tests that leave something out let changes pass, and are told which: where they are not about", () => {
  const refusals = run(
    without(
      ["{ anyBut: [given] }", "[none, refused, expired]"],
      ["{ anyBut: [DIRECT_SUPPORT] }", "[EHC_ASSESSMENT, GOVERNANCE]"],
      ["{ anyBut: [team] }", "[none, holder, parent, self]"],
      ["{ roles: [social-worker] }", "{ roles: [senco], agency: [health] }"],
      ["roles: [physiotherapist], agency: [health]", "roles: [senco], agency: [health]"],
    ),
  );
  const readings = run(
    without(
      ["shielded, override: true", "none, override: true"],
      ["rightsHolder: any, ", ""],
      ["[none, court-order, serious-harm]", "[none, serious-harm]"],
      ["    reads: [health.therapies]\n", "    about: [child.names]\n    reads: nothing\n"],
    ),
  );

  test.each([
    ["a state of consent", refusals, "senco-reads held also for consent withdrawn"],
    ["a purpose", refusals, "senco-reads held also for purpose SAFEGUARDING"],
    ["a relationship", refusals, "senco-reads held also for relationship lead"],
    ["a role", refusals, "senco-reads were also for social-worker"],
    ["an agency", refusals, "senco-reads were for any agency"],
    ["an override", readings, "nobody-reads did not ask about an override"],
    ["a rights-holder", readings, "senco-reads did not hold for rightsHolder young-person"],
    ["a restriction", readings, "nobody-reads held also for restriction court-order"],
    ["a category", readings, "nobody-reads were also about health.therapies"],
  ])("%s", (_what, { survivors }, change) => {
    expect(survivors.map((survivor) => survivor.change)).toContain(`the rule ${change}`);
  });

  test("something, in a sentence with the plainest example", () => {
    expect(mutationText(policy, refusals, { kinds: new Map(), survivors: [] }).replace(/\s+/g, " ")).toContain(
      "If the rule senco-reads held also for consent withdrawn, no test would fail. Example: SENCO, when they are on the team around the child, the purpose is " +
        "direct support and consent is withdrawn: “Names” (child.names) would be read but for records that are about another person; now it is refused.",
    );
  });
});
