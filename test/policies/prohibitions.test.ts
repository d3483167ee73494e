import { describe, expect, test } from "@jest/globals";
import { decide } from "../../policies/index.ts";
import { factsOf, given, policy, reads, why } from "./view.ts";
import type { Asking } from "./view.ts";

const everything = policy.categories.map(({ id }) => id);
const socialWorker: Asking = { role: "social-worker", agency: "social-care", relationship: "team", purpose: "SAFEGUARDING" };
const father: Asking = { role: "parent", agency: "family", relationship: "holder", purpose: "FAMILY_ACCESS" };

describe("a shielded address", () => {
  test("is shown to nobody on the team and nobody in the family", () => {
    for (const person of [socialWorker, father]) expect(why({ ...person, everywhere: ["shielded"] }, "child.address")).toBe("RESTRICTED");
  });

  test("leaves the rest readable", () => {
    expect(reads({ ...socialWorker, everywhere: ["shielded"] })).toEqual(reads(socialWorker).filter((id) => id !== "child.address"));
  });

  test("opens with an override for those whose role needs it, and for nobody else", () => {
    const overridden = { everywhere: ["shielded"], overrides: ["child.address"] } as const;
    expect(reads({ ...socialWorker, ...overridden })).toContain("child.address");
    expect(
      why({ ...socialWorker, ...overridden, role: "class-teacher", agency: "education", purpose: "DIRECT_SUPPORT" }, "child.address"),
    ).toBe("ROLE");
  });

  test("takes school, surgery and team with it for a parent without parental responsibility", () => {
    const carer: Asking = { ...father, relationship: "parent", everywhere: ["shielded"], consent: given(...everything) };
    for (const category of ["child.team", "child.services", "education.enrolment"]) expect(why(carer, category)).toBe("RESTRICTED");
    expect(reads(carer)).toContain("child.names");
  });
});

describe("a court order", () => {
  test("leaves the person it binds nothing to read, whatever is consented or overridden", () => {
    const bound: Asking = { ...father, everywhere: ["court-order"], consent: given(...everything), overrides: everything };
    const reasons = [...decide(policy, factsOf(bound)).values()].map((entry) => (entry.effect === "withhold" ? entry.reason : "read"));
    expect(reasons).toEqual(everything.map(() => "RESTRICTED"));
  });

  test("names the rule for the audit", () => {
    expect(decide(policy, factsOf({ ...father, everywhere: ["court-order"] })).get("child.names")?.ruleIds).toEqual(["court-order"]);
  });
});

describe("the serious harm test", () => {
  const kept = { "social-care.child-protection": ["serious-harm"], "social-care.assessments": ["serious-harm"] } as const;

  test("keeps the restricted categories from the family and leaves the rest", () => {
    expect(reads({ ...father, restrictions: kept })).toEqual(reads(father).filter((id) => !Object.hasOwn(kept, id.replace("*", ""))));
    expect(why({ ...father, restrictions: kept }, "social-care.child-protection")).toBe("RESTRICTED");
  });

  test("binds a young person as well", () => {
    const self: Asking = { ...father, role: "young-person", relationship: "self", rightsHolder: "young-person", restrictions: kept };
    expect(why(self, "social-care.assessments")).toBe("RESTRICTED");
  });

  test("does not bind practitioners", () => {
    expect(reads({ ...socialWorker, restrictions: kept })).toEqual(reads(socialWorker));
  });
});

describe("a permit that leaves marked records out", () => {
  test("says so in rules that permit, so that a record without marks is refused", () => {
    const decision = decide(policy, factsOf(father)).get("social-care.assessments");
    expect(decision).toMatchObject({
      conditional: true,
      rules: [{ action: "read", subject: "social-care.assessments", conditions: { aboutOther: false, withheldFromFamily: false } }],
      ruleIds: ["about-someone-else", "holder-reads-everything", "withheld-from-family"],
    });
  });

  test("is a bare rule where nothing depends on the record", () => {
    expect(decide(policy, factsOf(father)).get("child.names")).toEqual({
      effect: "permit",
      category: "child.names",
      rules: [{ action: "read", subject: "child.names" }],
      ruleIds: ["holder-reads-everything"],
      conditional: false,
    });
  });
});
