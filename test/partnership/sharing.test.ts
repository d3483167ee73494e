import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadPolicy, purposes } from "../../policies/index.ts";
import { decisionsOn } from "../../subgraphs/partnership/deciding/decisions-on.ts";
import { sharedWith } from "../../subgraphs/partnership/deciding/sharing.ts";
import { child, member, person, restriction, said, today } from "./facts.ts";
import { overrideOf as override, someChild } from "./some-child.ts";
import { runs } from "../runs.ts";

const policy = loadPolicy("policies", today);
const moment = { now: new Date(`${today}T12:00:00Z`), today };
const helen = person("helen.marsh");
const dsl = person("martin.shaw", "education", "designated-safeguarding-lead");
const mother = person("mother", "family", "parent");
const memberships = [member("helen.marsh"), member("martin.shaw")];

type Child = ReturnType<typeof child>;

function sharing(facts: Child, reader = helen, told: (category: string) => boolean = () => true) {
  const categories = policy.categories.map(({ id }) => id).filter(told);
  return sharedWith({ policy, child: facts, reader, moment, categories });
}

function basesOf(facts: Child, category: string, reader = helen) {
  return sharing(facts, reader)
    .filter(({ categories }) => categories.includes(category))
    .map(({ restsOn }) => restsOn);
}

describe("what somebody is said to see", () => {
  test("for whom nobody agreed or opened anything rests on the law, for the family on being the family", () => {
    const facts = child({ memberships });
    expect(new Set(sharing(facts).map(({ restsOn }) => restsOn))).toEqual(new Set(["law"]));
    expect(new Set(sharing(facts, mother).map(({ restsOn }) => restsOn))).toEqual(new Set(["family"]));
  });

  test("rests on consent where it would close without it, and names the words that opened it", () => {
    const agreed = said("mother", "given", "2026-03-02", { purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"] });
    const opened = { process: "p", kind: "EHC_ASSESSMENT", event: "opened" } as const;
    const facts = child({ memberships, consentEvents: [agreed], processEvents: [opened] });
    const [first] = sharing(facts);
    expect(first).toMatchObject({
      restsOn: "consent",
      categories: ["health.therapies"],
      purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
      agreed: [agreed],
    });
    const closed = { ...opened, event: "closed" } as const;
    const [after] = sharing(child({ ...facts, processEvents: [opened, closed] }));
    expect(after).toMatchObject({ categories: ["health.therapies"], purposes: ["DIRECT_SUPPORT"] });
  });

  test("is never put down to consent where the law lets them see it anyway", () => {
    const agreed = said("mother", "given", "2026-03-02", { categories: ["education.sen"] });
    expect(basesOf(child({ memberships, consentEvents: [agreed] }), "education.sen")).toEqual(["law"]);
  });

  test("rests on an override where that opened it, until the override is over, and for its purpose alone", () => {
    const facts = child({ memberships, overrides: [override(["health.therapies"])] });
    const opened = sharing(facts, dsl).filter(({ restsOn }) => restsOn === "override");
    expect(opened).toMatchObject([{ categories: ["health.therapies"], purposes: ["SAFEGUARDING"], until: new Date(`${today}T15:00:00Z`) }]);
  });

  test("rests on an override where that lifted a shield, although the role reads it otherwise by law", () => {
    const restrictions = [restriction("shielded")];
    expect(basesOf(child({ memberships, restrictions }), "child.address", dsl)).toEqual([]);
    const facts = child({ memberships, restrictions, overrides: [override(["child.address"])] });
    expect(basesOf(facts, "child.address", dsl)).toEqual(["override"]);
  });

  test("leaves out the categories of which the one who asks may not be told", () => {
    const found = sharing(child({ memberships }), helen, (category) => category !== "child.team").flatMap(({ categories }) => categories);
    expect(found).toContain("child.names");
    expect(found).not.toContain("child.team");
  });

  test("is what a decision permits them, no more and no less, whatever was said, restricted and opened", () => {
    const readers = [helen, dsl, mother, person("father", "family", "parent"), person("child", "family", "young-person")];
    fc.assert(
      fc.property(someChild, fc.constantFrom(...readers), (all, reader) => {
        const grants = sharing(all, reader);
        for (const purpose of purposes) {
          const decisions = decisionsOn(policy, all, reader, purpose, moment);
          const permitted = [...decisions].filter(([, { effect }]) => effect === "permit").map(([category]) => category);
          const shown = grants.filter((grant) => grant.purposes.includes(purpose)).flatMap((grant) => grant.categories);
          expect([...shown].sort()).toEqual(permitted.sort());
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
