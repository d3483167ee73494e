import { describe, expect, test } from "@jest/globals";
import { decide, purposes, relationships, rightsHolders } from "../../policies/index.ts";
import { factsOf, given, policy } from "./view.ts";

const everything = policy.categories.map(({ id }) => id);
const rule = (id: string) => policy.rulesById.get(id);

describe("the agreements", () => {
  test("bar a person under a court order from every category there is", () => {
    expect(rule("court-order")?.categories).toEqual([...everything].sort());
  });

  test("keep marked records of every agency from families", () => {
    const records = policy.categories.filter(({ id, owner }) => owner !== "partnership" && !id.endsWith(".held")).map(({ id }) => id);
    for (const id of ["withheld-from-family", "about-someone-else"]) expect(rule(id)?.categories).toEqual([...records].sort());
  });

  test.each(["education", "health", "social-care"])(
    "keep from all other practitioners what records of %s say of somebody else",
    (agency) => {
      const records = policy.categories.filter(({ id, owner }) => owner === agency && !/held|index/.test(id)).map(({ id }) => id);
      const agencies = ["education", "health", "social-care"].filter((one) => one !== agency);
      const kept = rule(`about-someone-else-stays-in-${agency}`);
      const terms = { effect: "prohibit", when: {}, marks: ["aboutOther"], roles: "everyone", agencies, categories: records.sort() };
      expect(kept).toEqual(expect.objectContaining(terms));
    },
  );

  test("give an information governance officer nothing", () => {
    expect(policy.rules.filter(({ effect, roles }) => effect === "permit" && roles.includes("ig-officer"))).toEqual([]);
  });

  test("make every category readable for someone", () => {
    const readable = new Set(policy.rules.flatMap(({ effect, categories }) => (effect === "permit" ? categories : [])));
    expect(everything.filter((id) => !readable.has(id))).toEqual([]);
  });

  test("never let the reading of the child index, or of whether a record is held, depend on marks that these do not have", () => {
    const unmarkable = everything.filter((id) => id.startsWith("child.") || id.endsWith(".held"));
    expect(policy.rules.filter(({ marks, categories }) => marks.length > 0 && categories.some((id) => unmarkable.includes(id)))).toEqual(
      [],
    );
  });

  test("let nobody read anything for governance, or without a relationship", () => {
    for (const { id: role, agencies } of policy.roles) {
      for (const [relationship, purpose, rightsHolder] of situations()) {
        if (relationship !== "none" && purpose !== "GOVERNANCE") continue;
        const facts = factsOf({
          role,
          agency: agencies[0] ?? "",
          relationship,
          purpose,
          rightsHolder,
          consent: given(...everything),
          overrides: everything,
        });
        expect([...decide(policy, facts).values()].map(({ effect }) => effect)).not.toContain("permit");
      }
    }
  });
});

function situations() {
  return relationships.flatMap((relationship) =>
    purposes.flatMap((purpose) => rightsHolders.map((rightsHolder) => [relationship, purpose, rightsHolder] as const)),
  );
}
