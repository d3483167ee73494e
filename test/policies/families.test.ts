import { describe, expect, test } from "@jest/globals";
import { given, policy, reads, why } from "./view.ts";
import type { Asking } from "./view.ts";

// All but the restrictions, which nobody of the family reads.
const everything = policy.categories.map(({ id }) => id).filter((id) => id !== "child.restrictions");
const unmarkedOnly = (id: string) => (id.startsWith("child.") || id.endsWith(".held") ? id : `${id}*`);

const mother: Asking = { role: "parent", agency: "family", relationship: "holder", purpose: "FAMILY_ACCESS" };
const carer: Asking = { ...mother, relationship: "parent" };
const youngPerson: Asking = {
  role: "young-person",
  agency: "family",
  relationship: "self",
  purpose: "FAMILY_ACCESS",
  rightsHolder: "young-person",
};

describe("a holder of parental responsibility", () => {
  test("reads everything of all agencies but records marked as about others or withheld from the family", () => {
    expect(reads(mother)).toEqual(everything.map(unmarkedOnly));
  });

  test("reads for family access and no other purpose", () => {
    expect(reads({ ...mother, purpose: "DIRECT_SUPPORT" })).toEqual([]);
    expect(why({ ...mother, purpose: "DIRECT_SUPPORT" }, "health.therapies")).toBe("PURPOSE");
  });

  test("keeps only the basics once the young person holds the right, and what the young person shares", () => {
    const parent: Asking = { ...mother, rightsHolder: "young-person" };
    const basics = ["child.names", "child.date-of-birth", "child.services", "child.team", "child.assessments", "education.enrolment*"];
    expect(reads(parent)).toEqual(basics);
    expect(why(parent, "health.mental-health")).toBe("NO_CONSENT");
    expect(reads({ ...parent, consent: given("health.therapies") })).toEqual([...basics, "health.therapies*"]);
  });
});

describe("a parent without parental responsibility", () => {
  test("reads which school, who helps and what the child says", () => {
    expect(reads(carer)).toEqual([
      "child.names",
      "child.date-of-birth",
      "child.team",
      "child.voice",
      "education.held",
      "education.enrolment*",
    ]);
    expect(why(carer, "health.mental-health")).toBe("NO_RELATIONSHIP");
    expect(why(carer, "health.allergies")).toBe("NO_CONSENT");
  });

  test("reads allergies when they are shared, and still no mental health or social care", () => {
    const shared = reads({ ...carer, consent: given(...everything) });
    expect(shared).toContain("health.allergies*");
    expect(shared.filter((id) => id.startsWith("social-care.") || id.startsWith("health.mental-health"))).toEqual([]);
  });

  test("reads nothing of a young person who shares nothing", () => {
    expect(reads({ ...carer, rightsHolder: "young-person" })).toEqual([]);
  });
});

describe("a young person", () => {
  test("reads everything that is about them", () => {
    expect(reads(youngPerson)).toEqual(everything.map(unmarkedOnly));
  });

  test("cannot use the right before it is theirs, but to see that somebody judged what they can decide", () => {
    expect(reads({ ...youngPerson, rightsHolder: "parent" })).toEqual(["child.assessments"]);
    expect(why({ ...youngPerson, rightsHolder: "parent" }, "health.therapies")).toBe("NO_RELATIONSHIP");
  });
});
