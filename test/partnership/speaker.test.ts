import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { consentingAs } from "../../subgraphs/partnership/changing/consent/consenting-as.ts";
import type { AssessmentFacts } from "../../subgraphs/partnership/deciding/capacity.ts";
import type { ChildFacts } from "../../subgraphs/partnership/deciding/child-facts.ts";
import { consentingPersons } from "../../subgraphs/partnership/deciding/consenting-persons.ts";
import { assessment, child, relative, restriction, today } from "./facts.ts";
import { runs } from "../runs.ts";

const assessed = (kind: AssessmentFacts["kind"], categories: string[] = [], more: Partial<AssessmentFacts> = {}): AssessmentFacts =>
  assessment(kind, { categories, ...more });

const family = [
  relative("mother"),
  relative("father", { kind: "father" }),
  relative("step-father", { kind: "step-father", parentalResponsibility: false }),
  relative("teenager", { kind: "self", parentalResponsibility: false }),
];
const therapies = ["health.therapies"];
const twoThings = ["health.therapies", "health.mental-health"];
const ofFourteen = (more: Partial<ChildFacts> = {}) => child({ dateOfBirth: "2012-03-09", family, ...more });
const ofSeventeen = (more: Partial<ChildFacts> = {}) => child({ dateOfBirth: "2009-05-14", family, ...more });

function speaks(facts: ChildFacts, person: string, categories = therapies, day = today): string {
  try {
    return consentingAs(facts, person, categories, day);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("before the end of compulsory school age", () => {
  test("each who holds parental responsibility speaks for the child, and nobody else does", () => {
    expect(speaks(ofFourteen(), "mother")).toBe("holder");
    expect(speaks(ofFourteen(), "father")).toBe("holder");
    expect(speaks(ofFourteen(), "step-father")).toBe("NOT_A_HOLDER");
    expect(speaks(ofFourteen(), "neighbour")).toBe("NOT_A_HOLDER");
    expect(speaks(ofFourteen(), "teenager")).toBe("RIGHTS_NOT_YET_YOURS");
  });

  test("only while they hold it", () => {
    const once = ofFourteen({ family: [relative("mother", { until: "2026-11-15" }), relative("father", { from: "2026-11-17" })] });
    expect(speaks(once, "mother")).toBe("NOT_A_HOLDER");
    expect(speaks(once, "mother", therapies, "2026-11-15")).toBe("holder");
    expect(speaks(once, "father")).toBe("NOT_A_HOLDER");
  });

  test("whom an order binds does not, and is told nothing else: not that the child decides now, nor that the rights have passed", () => {
    const restrictions = [restriction("court-order", { person: "father" })];
    const assessments = [assessed("gillick-competence", therapies)];
    expect(speaks(ofFourteen({ restrictions }), "father")).toBe("RIGHTS_RESTRICTED");
    expect(speaks(ofFourteen({ restrictions, assessments }), "father")).toBe("RIGHTS_RESTRICTED");
    expect(speaks(ofSeventeen({ restrictions }), "father")).toBe("RIGHTS_RESTRICTED");
    expect(speaks(ofFourteen({ restrictions }), "mother")).toBe("holder");
  });

  test("a child who was assessed as competent decides about what the assessment names, and the parents about the rest", () => {
    const facts = ofFourteen({ assessments: [assessed("gillick-competence", therapies)] });
    expect(speaks(facts, "teenager")).toBe("competent-child");
    expect(speaks(facts, "teenager", twoThings)).toBe("RIGHTS_NOT_YET_YOURS");
    expect(speaks(facts, "mother")).toBe("CHILD_DECIDES");
    expect(speaks(facts, "mother", twoThings)).toBe("CHILD_DECIDES");
    expect(speaks(facts, "mother", ["health.mental-health"])).toBe("holder");
    expect(speaks(facts, "step-father")).toBe("NOT_A_HOLDER");
  });

  test("an assessment that has ended moves nothing", () => {
    const ended = ofFourteen({ assessments: [assessed("gillick-competence", therapies, { endedAt: new Date("2026-05-01T00:00:00Z") })] });
    expect(speaks(ended, "teenager")).toBe("RIGHTS_NOT_YET_YOURS");
    expect(speaks(ended, "mother")).toBe("holder");
  });
});

describe("from the end of compulsory school age", () => {
  test("the young person speaks for themself from the day after the last Friday of June", () => {
    expect(speaks(ofSeventeen(), "teenager", therapies, "2025-06-27")).toBe("RIGHTS_NOT_YET_YOURS");
    expect(speaks(ofSeventeen(), "mother", therapies, "2025-06-27")).toBe("holder");
    expect(speaks(ofSeventeen(), "teenager", therapies, "2025-06-28")).toBe("self");
    expect(speaks(ofSeventeen(), "mother", therapies, "2025-06-28")).toBe("RIGHTS_PASSED_TO_YOUNG_PERSON");
    expect(speaks(ofSeventeen(), "step-father", therapies, "2025-06-28")).toBe("NOT_A_HOLDER");
  });

  test("where a lack of capacity is recorded the parents go on speaking, and the young person is sent to those who can look into it", () => {
    const facts = ofSeventeen({ assessments: [assessed("lack-of-capacity")] });
    expect(speaks(facts, "mother")).toBe("holder");
    expect(speaks(facts, "teenager")).toBe("RIGHTS_RESTRICTED");
  });
});

test("those and only those may say it whose word would count for every category", () => {
  const facts = fc.record({
    dateOfBirth: fc.constantFrom("2012-03-09", "2009-05-14"),
    assessments: fc.subarray([
      assessed("gillick-competence", therapies),
      assessed("gillick-competence", twoThings),
      assessed("lack-of-capacity"),
    ]),
    restrictions: fc.subarray(["mother", "teenager"].map((person) => restriction("court-order", { person }))),
    family: fc.subarray(family),
  });
  const asked = fc.record({
    person: fc.constantFrom("mother", "father", "step-father", "teenager", "neighbour"),
    categories: fc.subarray(twoThings, { minLength: 1 }),
  });
  fc.assert(
    fc.property(facts, asked, (more, { person, categories }) => {
      const counts = categories.every((category) => consentingPersons(child(more), category, today).has(person));
      expect(["holder", "self", "competent-child"].includes(speaks(child(more), person, categories))).toBe(counts);
    }),
    { numRuns: runs(500) },
  );
});
