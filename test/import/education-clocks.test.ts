import { describe, expect, test } from "@jest/globals";
import { currentEnrolment } from "../../subgraphs/education/rules/current-enrolment.ts";
import { assessmentUnderWay, lastReviewed } from "../../subgraphs/education/rules/ehc-process.ts";
import { reviewDecisionBy, reviewDueBy, statutoryDates } from "../../subgraphs/education/rules/statutory-dates.ts";

describe("the statutory clock of an EHC needs assessment", () => {
  test("runs from the day the request was received", () => {
    expect(statutoryDates("2026-07-06", "2026-08-14")).toEqual({
      decisionBy: "2026-08-17",
      adviceBy: "2026-09-25",
      noPlanNoticeBy: "2026-10-26",
      draftPlanBy: "2026-11-08",
      finalPlanBy: "2026-11-23",
    });
  });

  test("counts six weeks for advice from the last day for the decision while there is none", () => {
    expect(statutoryDates("2026-07-06").adviceBy).toBe("2026-09-28");
  });

  test("is not moved by the change of the clocks or by a leap day", () => {
    expect(statutoryDates("2027-10-11").finalPlanBy).toBe("2028-02-28");
    expect(statutoryDates("2027-10-18").finalPlanBy).toBe("2028-03-06");
  });

  test.each([
    { request: null, assessment: null, underWay: true },
    { request: "A", assessment: null, underWay: true },
    { request: "Y", assessment: null, underWay: true },
    { request: "H", assessment: "A", underWay: true },
    { request: "N", assessment: null, underWay: false },
    { request: "W", assessment: null, underWay: false },
    { request: "Y", assessment: "N", underWay: false },
    { request: "Y", assessment: "Y", underWay: false },
  ])("request $request and assessment $assessment: under way is $underWay", ({ request, assessment, underWay }) => {
    expect(assessmentUnderWay(request, assessment)).toBe(underWay);
  });
});

describe("the annual review of an EHC plan", () => {
  test("is due within the twelve months that start with the last one", () => {
    expect(reviewDueBy("2026-02-13")).toBe("2027-02-12");
    expect(reviewDueBy("2028-02-29")).toBe("2029-02-28");
  });

  test("is decided within four weeks of its meeting", () => {
    expect(reviewDecisionBy("2026-01-19")).toBe("2026-02-16");
  });

  test("counts from the latest decision, or from a meeting that is not decided yet", () => {
    const decided = { meetingOn: "2025-01-20", decidedOn: "2025-02-14" };
    expect(lastReviewed([])).toBeNull();
    expect(lastReviewed([decided, { meetingOn: null, decidedOn: "2024-02-16" }])).toBe("2025-02-14");
    expect(lastReviewed([{ meetingOn: "2026-01-19", decidedOn: null }, decided])).toBe("2026-01-19");
  });
});

describe("the current enrolment", () => {
  const at = (code: string, entryDate: string, leavingDate: string | null = null) => ({ status: { code }, entryDate, leavingDate });

  test("is the main one of two", () => {
    const main = at("M", "2025-04-22");
    expect(currentEnrolment([at("S", "2026-01-12"), main], "2026-11-21")).toBe(main);
  });

  test("is none before the first day and after the last", () => {
    const school = at("C", "2025-09-03", "2026-07-17");
    expect(currentEnrolment([school], "2025-09-02")).toBeUndefined();
    expect(currentEnrolment([school], "2026-07-17")).toBe(school);
    expect(currentEnrolment([school], "2026-07-18")).toBeUndefined();
  });

  test("is never a guest's place", () => {
    expect(currentEnrolment([at("G", "2026-09-02")], "2026-11-21")).toBeUndefined();
  });
});
