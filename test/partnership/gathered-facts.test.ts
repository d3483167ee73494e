import { describe, expect, test } from "@jest/globals";
import { decide, loadPolicy, type Restriction } from "../../policies/index.ts";
import { fileURLToPath } from "node:url";
import { child, factsOf, member, person, relative, restriction, today } from "./facts.ts";

const father = person("chidi.okafor", "family", "parent");
const mother = person("ngozi.okafor", "family", "parent");
const senco = person("helen.marsh");

const amara = child({
  family: [relative("ngozi.okafor"), relative("chidi.okafor", { kind: "father" })],
  memberships: [member("helen.marsh")],
  restrictions: [restriction("court-order", { person: "chidi.okafor" }), restriction("shielded")],
});

const kinds = (facts: ReturnType<typeof factsOf>, category: string): readonly Restriction[] | undefined => facts.restrictions[category];

describe("what restricts a child's record", () => {
  test("a court order binds the person it names, in every category", () => {
    expect(Object.values(factsOf(amara, father).restrictions).every((each) => each.includes("court-order"))).toBe(true);
  });

  test("a court order binds neither the other parent, nor a practitioner, nor a namesake in an agency", () => {
    for (const other of [mother, senco, person("chidi.okafor", "education")]) {
      expect(Object.values(factsOf(amara, other).restrictions).filter((each) => each.includes("court-order"))).toEqual([]);
    }
  });

  test("a shielded child is shielded from everybody", () => {
    for (const anybody of [father, mother, senco]) expect(kinds(factsOf(amara, anybody), "child.address")).toContain("shielded");
  });

  test("risk of serious harm restricts the categories it names and no others", () => {
    const kayden = child({ restrictions: [restriction("serious-harm", { categories: ["social-care.child-protection"] })] });
    expect(kinds(factsOf(kayden, mother), "social-care.child-protection")).toEqual(["serious-harm"]);
    expect(kinds(factsOf(kayden, mother), "social-care.plans")).toEqual([]);
  });

  test.each([
    ["before its first day", { from: "2026-11-17" }, []],
    ["on its first day", { from: "2026-11-16" }, ["shielded"]],
    ["on its last day", { until: "2026-11-16" }, ["shielded"]],
    ["after its last day", { until: "2026-11-15" }, []],
  ])("is in force for its time: %s", (_, more, expected) => {
    expect(kinds(factsOf(child({ restrictions: [restriction("shielded", more)] })), "child.address")).toEqual(expected);
  });
});

describe("the facts of a decision", () => {
  const policy = loadPolicy(fileURLToPath(new URL("../../policies", import.meta.url)), today);

  test("name every category, so that none is decided on a fact that is missing", () => {
    const { consent, restrictions, overrides } = factsOf(amara);
    const ids = policy.categories.map(({ id }) => id);
    for (const record of [consent, restrictions, overrides]) expect(Object.keys(record)).toEqual(ids);
  });

  test("leave a stranger nothing at all", () => {
    const verdicts = decide(policy, factsOf(amara, person("nadia.quinn", "health", "speech-and-language-therapist")));
    expect([...verdicts.values()].filter(({ effect }) => effect === "permit")).toEqual([]);
  });

  test("leave a parent whom a court order binds nothing at all", () => {
    const verdicts = decide(policy, factsOf(amara, father, "FAMILY_ACCESS"));
    expect([...verdicts.values()].filter(({ effect }) => effect === "permit")).toEqual([]);
    expect([...decide(policy, factsOf(amara, mother, "FAMILY_ACCESS")).values()].some(({ effect }) => effect === "permit")).toBe(true);
  });

  test("say who asks, for what, and who holds the child's rights", () => {
    expect(factsOf(amara, senco, "ANNUAL_REVIEW")).toMatchObject({
      role: "senco",
      agency: "education",
      relationship: "team",
      purpose: "ANNUAL_REVIEW",
      rightsHolder: "parent",
    });
  });
});
