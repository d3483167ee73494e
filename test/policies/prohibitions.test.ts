import { describe, expect, test } from "@jest/globals";
import { decide, purposes } from "../../policies/index.ts";
import { decisions, factsOf, given, policy, reads, readsRecord, why } from "./view.ts";
import type { Asking } from "./view.ts";

const everything = policy.categories.map(({ id }) => id);
const socialWorker: Asking = { role: "social-worker", agency: "social-care", relationship: "team", purpose: "SAFEGUARDING" };
const father: Asking = { role: "parent", agency: "family", relationship: "holder", purpose: "FAMILY_ACCESS" };

const teacher: Asking = { role: "class-teacher", agency: "education", relationship: "team", purpose: "DIRECT_SUPPORT" };
const senco: Asking = { ...teacher, role: "senco" };

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
    expect(why({ ...teacher, ...overridden }, "child.address")).toBe("ROLE");
  });

  test("takes school, surgery and team with it for a parent without parental responsibility", () => {
    const carer: Asking = { ...father, relationship: "parent", everywhere: ["shielded"], consent: given(...everything) };
    for (const category of ["child.team", "child.services", "education.enrolment"]) expect(why(carer, category)).toBe("RESTRICTED");
    expect(reads(carer)).toContain("child.names");
  });

  test("leaves a carer without parental responsibility no record that names a place or a practitioner, whatever was consented to", () => {
    const carer: Asking = { ...father, relationship: "parent", everywhere: ["shielded"], consent: given(...everything) };
    const left = reads(carer).map((id) => id.replace("*", ""));
    expect(left).toEqual(["child.names", "child.date-of-birth", "child.voice", "education.held", "education.sen"]);
  });
});

describe("that a restriction exists", () => {
  const shielded = { everywhere: ["shielded"] } as const;

  test("is not told to a teacher, who does not read addresses: shielded or not, it is the role", () => {
    expect(why(teacher, "child.address")).toBe("ROLE");
    expect(why({ ...teacher, ...shielded }, "child.address")).toBe("ROLE");
  });

  test("is told to a teacher who leads the team and would read the address", () => {
    expect(why({ ...teacher, ...shielded, relationship: "lead" }, "child.address")).toBe("RESTRICTED");
  });

  test("is not told to someone who has nothing to do with the child, or asks for a purpose that opens nothing", () => {
    expect(why({ ...socialWorker, ...shielded, relationship: "none" }, "child.address")).toBe("NO_RELATIONSHIP");
    expect(why({ ...socialWorker, ...shielded, purpose: "GOVERNANCE" }, "child.address")).toBe("PURPOSE");
  });

  test("is not told to a parent without parental responsibility of what they would not read, nor before allergies are shared", () => {
    const carer: Asking = { ...father, relationship: "parent", everywhere: ["serious-harm"] };
    expect(why(carer, "social-care.child-protection")).toBe("NO_RELATIONSHIP");
    expect(why(carer, "health.allergies")).toBe("NO_CONSENT");
    expect(why({ ...carer, consent: given("health.allergies") }, "health.allergies")).toBe("RESTRICTED");
  });

  test("changes neither the reason nor the rules named for anyone who would be refused without it", () => {
    for (const { id: role, agencies } of policy.roles) {
      for (const relationship of ["none", "team", "parent"] as const) {
        for (const purpose of purposes) {
          const person: Asking = { role, agency: agencies[0] ?? "", relationship, purpose };
          const restricted = decisions({ ...person, everywhere: ["court-order", "serious-harm", "shielded"] });
          const refused = decisions(person).filter(({ effect }) => effect === "withhold");
          const categories = refused.map(({ category }) => category);
          expect(restricted.filter(({ category }) => categories.includes(category))).toEqual(refused);
        }
      }
    }
  });
});

describe("a court order", () => {
  test("leaves the person it binds nothing to read, whatever is consented or overridden", () => {
    const bound: Asking = { ...father, everywhere: ["court-order"], consent: given(...everything), overrides: everything };
    const reasons = [...decide(policy, factsOf(bound)).values()].map((entry) => (entry.effect === "withhold" ? entry.reason : "read"));
    // Which restrictions there are is read by no parent, bound or not.
    expect(reasons).toEqual(everything.map((id) => (id === "child.restrictions" ? "ROLE" : "RESTRICTED")));
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

describe("what a record says of somebody else", () => {
  const ofTheChild = { aboutOther: false, withheldFromFamily: false };
  const ofSomebodyElse = { aboutOther: true, withheldFromFamily: false };
  const shared = given(...everything);
  const paediatrician: Asking = { ...teacher, role: "paediatrician", agency: "health" };

  test.each<[string, Asking, string]>([
    ["the class teacher, with allergies that are shared", { ...teacher, consent: shared }, "health.allergies"],
    ["the SENCO, with therapies that are shared", { ...senco, consent: shared }, "health.therapies"],
    ["the SENCO who asks whether there is a social worker", senco, "social-care.status"],
    [
      "the lead practitioner of a school, with conditions that are shared",
      { ...teacher, relationship: "lead", consent: shared },
      "health.conditions",
    ],
    ["the class teacher, by an override in an emergency", { ...teacher, overrides: everything }, "health.conditions"],
    ["the social worker, for safeguarding", socialWorker, "health.conditions"],
    ["the social worker who looks at the school's records", socialWorker, "education.sen"],
    ["the paediatrician who looks at the school's records", paediatrician, "education.sen"],
    ["the paediatrician who asks whether there is a social worker", paediatrician, "social-care.status"],
  ])("does not reach %s; what it says of the child does", (_who, person, category) => {
    expect(readsRecord(person, category, ofTheChild)).toBe(true);
    expect(readsRecord(person, category, ofSomebodyElse)).toBe(false);
  });

  test.each<[string, Asking, string]>([
    ["a clinician of the health service", paediatrician, "health.conditions"],
    ["the school's SENCO", senco, "education.sen"],
    ["the child's social worker", socialWorker, "social-care.assessments"],
  ])("is read by %s in the records of their own agency", (_who, person, category) => {
    expect(readsRecord(person, category, ofSomebodyElse)).toBe(true);
  });

  test("stays in the agency that holds it, whoever asks for whatever purpose, with every consent and every override", () => {
    for (const { id: role, agencies } of policy.roles.filter((other) => !other.agencies.includes("family"))) {
      for (const relationship of ["team", "lead"] as const) {
        for (const purpose of purposes) {
          const asked: Asking = { role, agency: agencies[0] ?? "", relationship, purpose, consent: shared, overrides: everything };
          const whole = reads(asked).filter((id) => !/^child\.|held$|index$|\*$/.test(id));
          expect(whole.filter((id) => !agencies.some((agency) => id.startsWith(`${agency}.`)))).toEqual([]);
        }
      }
    }
  });

  test("names the rule for the audit", () => {
    expect(decide(policy, factsOf({ ...teacher, consent: shared })).get("health.allergies")).toMatchObject({
      effect: "permit",
      ruleIds: ["about-someone-else-stays-in-health", "class-teacher-reads-allergies-with-consent"],
    });
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
