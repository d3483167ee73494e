import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadPolicy, purposes } from "../../policies/index.ts";
import { decisionsOn } from "../../subgraphs/partnership/deciding/decisions-on.ts";
import type { OverrideFacts } from "../../subgraphs/partnership/deciding/overrides.ts";
import { sharedWith } from "../../subgraphs/partnership/deciding/sharing.ts";
import { assessment, child, member, person, relative, restriction, said, today } from "./facts.ts";

const policy = loadPolicy("policies", today);
const moment = { now: new Date(`${today}T12:00:00Z`), today };
const helen = person("helen.marsh");
const dsl = person("martin.shaw", "education", "designated-safeguarding-lead");
const mother = person("mother", "family", "parent");
const memberships = [member("helen.marsh"), member("martin.shaw")];

type Child = ReturnType<typeof child>;

function sharing(facts: Child, reader = helen, told: (category: string) => boolean = () => true) {
  return sharedWith({ policy, child: facts, reader, moment, told });
}

function basesOf(facts: Child, category: string, reader = helen) {
  return sharing(facts, reader)
    .filter(({ categories }) => categories.includes(category))
    .map(({ restsOn }) => restsOn);
}

function override(categories: readonly string[], more: Partial<OverrideFacts> = {}): OverrideFacts {
  return {
    id: "override",
    practitioner: "martin.shaw",
    agency: "education",
    role: "designated-safeguarding-lead",
    purpose: "SAFEGUARDING",
    categories,
    openedAt: new Date(`${today}T11:00:00Z`),
    endsAt: new Date(`${today}T15:00:00Z`),
    revokedAt: null,
    ...more,
  };
}

describe("what somebody is said to see", () => {
  test("for whom nobody agreed or opened anything rests on the law, for the family on being the family", () => {
    const facts = child({ memberships });
    expect(new Set(sharing(facts).map(({ restsOn }) => restsOn))).toEqual(new Set(["law"]));
    expect(new Set(sharing(facts, mother).map(({ restsOn }) => restsOn))).toEqual(new Set(["family"]));
  });

  test("rests on consent where it would close without it, and names the words that opened it", () => {
    const agreed = said("mother", "given", "2026-03-02", { purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"] });
    const facts = child({ memberships, consentEvents: [agreed] });
    const [first] = sharing(facts);
    expect(first).toMatchObject({
      restsOn: "consent",
      categories: ["health.therapies"],
      purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
      agreed: [agreed],
    });
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
    const categories = ["health.therapies", "health.mental-health", "child.address", "child.consents", "education.sen"];
    const word = fc.record({
      who: fc.constantFrom("mother", "father"),
      event: fc.constantFrom("given" as const, "refused" as const),
      day: fc.integer({ min: 10, max: 28 }),
      categories: fc.subarray(categories, { minLength: 1 }),
      recipients: fc.subarray(["education", "education/role/senco", "family"], { minLength: 1 }),
      purposes: fc.subarray([...purposes], { minLength: 1 }),
    });
    const facts = fc
      .record({
        words: fc.uniqueArray(word, { maxLength: 4, selector: ({ day }) => day }),
        opened: fc.subarray(categories),
        shielded: fc.boolean(),
        bound: fc.boolean(),
        dateOfBirth: fc.constantFrom("2020-03-09", "2009-05-14"),
        assessments: fc.subarray([
          assessment("gillick-competence", { from: "2026-02-14", categories }),
          assessment("lack-of-capacity", { from: "2026-02-20" }),
        ]),
        contested: fc.boolean(),
      })
      .map(({ words, opened, shielded, bound, dateOfBirth, assessments, contested }) =>
        child({
          assessments: assessments.map((one) => ({ ...one, contestedAt: contested ? moment.now : null })),
          dateOfBirth,
          memberships,
          family: [relative("mother"), relative("father"), relative("child", { kind: "self", parentalResponsibility: false })],
          consentEvents: words.map(({ who, event, day, ...more }) => said(who, event, `2026-02-${String(day)}`, more)),
          overrides: opened.length > 0 ? [override(opened)] : [],
          restrictions: [
            ...(shielded ? [restriction("shielded")] : []),
            ...(bound ? [restriction("court-order", { person: "father" })] : []),
          ],
        }),
      );
    const readers = [helen, dsl, mother, person("father", "family", "parent"), person("child", "family", "young-person")];
    fc.assert(
      fc.property(facts, fc.constantFrom(...readers), (all, reader) => {
        const grants = sharing(all, reader);
        for (const purpose of purposes) {
          const decisions = decisionsOn(policy, all, reader, purpose, moment);
          const permitted = [...decisions].filter(([, { effect }]) => effect === "permit").map(([category]) => category);
          const shown = grants.filter((grant) => grant.purposes.includes(purpose)).flatMap((grant) => grant.categories);
          expect([...shown].sort()).toEqual(permitted.sort());
        }
      }),
      { numRuns: 200 },
    );
  });
});
