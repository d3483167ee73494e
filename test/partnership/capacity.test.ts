import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type AssessmentFacts, decidedByChild, rightsHolderOf } from "../../subgraphs/partnership/deciding/capacity.ts";
import { consentingPersons } from "../../subgraphs/partnership/deciding/consenting-persons.ts";
import { inForce, isOver, overlap } from "../../subgraphs/partnership/deciding/in-force.ts";
import { assessment, child, relative, today } from "./facts.ts";

const competent = assessment("gillick-competence", { until: "2026-12-31" });
const lacking = assessment("lack-of-capacity", { until: "2026-12-31" });
const family = [relative("mother"), relative("leo", { kind: "self", parentalResponsibility: false })];
const aged = (dateOfBirth: string, ...assessments: AssessmentFacts[]) => child({ dateOfBirth, family, assessments });
const consenting = (facts: ReturnType<typeof child>, category = "health.therapies") => [...consentingPersons(facts, category, today)];

describe("whose word counts", () => {
  test("of a competent child is the child's about what was named, and the parents' about the rest", () => {
    expect(consenting(aged("2014-11-02", competent))).toEqual(["leo"]);
    expect(consenting(aged("2014-11-02", competent), "health.conditions")).toEqual(["mother"]);
  });

  test("of a competent child whom the index does not know as a person is nobody's, and never the parents'", () => {
    expect(consenting({ ...aged("2014-11-02", competent), family: [relative("mother")] })).toEqual([]);
  });

  test("of a young person who lacks capacity is the parents', also where they were once found competent", () => {
    for (const born of ["2009-05-14", "2010-10-01"]) expect(consenting(aged(born, competent, lacking))).toEqual(["mother"]);
    expect(rightsHolderOf(aged("2009-05-14", lacking), today)).toBe("parent");
  });

  test("is the law's again once an assessment is over or was ended", () => {
    const endings: Partial<AssessmentFacts>[] = [
      { until: "2026-11-15" },
      { from: "2026-11-17" },
      { endedAt: new Date("2026-11-16T08:00:00Z") },
    ];
    for (const ending of endings) {
      expect([...decidedByChild({ dateOfBirth: "2014-11-02", assessments: [{ ...competent, ...ending }] }, today)]).toEqual([]);
      expect(rightsHolderOf(aged("2009-05-14", { ...lacking, ...ending }), today)).toBe("young-person");
    }
  });
});

const days = Array.from({ length: 9 }, (_, day) => `2026-11-0${String(day + 1)}`);
const dated = fc
  .record({ first: fc.nat(8), length: fc.option(fc.nat(8)) })
  .map(({ first, length }) => ({ from: days[first] ?? "", until: length === null ? null : (days[Math.min(8, first + length)] ?? null) }));

describe("two dated things", () => {
  test("overlap if there is a day on which both are in force", () => {
    fc.assert(
      fc.property(dated, dated, (one, other) => {
        expect(overlap(one, other)).toBe(days.some((day) => inForce(one, day) && inForce(other, day)));
      }),
    );
  });

  test("are over on a day if they are in force neither then nor later", () => {
    fc.assert(
      fc.property(dated, fc.constantFrom(...days), (one, today) => {
        expect(isOver(one, today)).toBe(!days.some((day) => day >= today && inForce(one, day)));
      }),
    );
  });
});
