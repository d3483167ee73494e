import { describe, expect, test } from "@jest/globals";
import { audiencesOf } from "../../subgraphs/partnership/deciding/audiences.ts";
import { consentLives } from "../../subgraphs/partnership/deciding/consent-lives.ts";
import { consentsLapsing } from "../../subgraphs/partnership/deciding/lapsing.ts";
import { assessment, child, relative, said, today } from "./facts.ts";

function lapsing(facts: ReturnType<typeof child>, withinDays: number, day = today) {
  const lives = consentLives(
    facts,
    audiencesOf(facts.consentEvents, () => undefined),
    day,
  );
  return consentsLapsing(facts, lives, day, withinDays).map(({ life, reason, day: on }) => [life.consent, reason, on]);
}

const family = [relative("mother"), relative("child", { kind: "self", parentalResponsibility: false })];
// Compulsory school age ends on 25 June 2027, the last Friday of that June.
const dateOfBirth = "2011-05-14";
const lacksCapacity = (until: string | null) => assessment("lack-of-capacity", { until });

describe("what is about to lapse", () => {
  test("are the consents in force that end within so many days, the next first; the last day is within", () => {
    const consentEvents = [
      said("mother", "given", "2026-03-02", { consent: "day-30", validUntil: "2026-12-16" }),
      said("mother", "given", "2026-03-02", { consent: "today", categories: ["health.gp"], validUntil: "2026-11-16" }),
      said("mother", "given", "2026-03-02", { consent: "over", categories: ["health.conditions"], validUntil: "2026-11-15" }),
      said("mother", "given", "2026-03-02", { consent: "endless", categories: ["health.allergies"] }),
    ];
    const facts = child({ consentEvents });
    expect(lapsing(facts, 30)).toEqual([
      ["today", "ends", "2026-11-16"],
      ["day-30", "ends", "2026-12-16"],
    ]);
    expect(lapsing(facts, 29)).toEqual([["today", "ends", "2026-11-16"]]);
  });

  test("is not what opens nothing any more: refused, taken back, or not begun", () => {
    const soon = { validUntil: "2026-11-20" };
    const consentEvents = [
      said("mother", "refused", "2026-03-02", soon),
      said("mother", "given", "2026-03-02", { consent: "back", categories: ["health.gp"], ...soon }),
      said("mother", "withdrawn", "2026-04-02", { consent: "back", categories: ["health.gp"] }),
      said("mother", "given", "2026-03-02", { categories: ["health.conditions"], validFrom: "2026-11-17", ...soon }),
    ];
    expect(lapsing(child({ consentEvents }), 30)).toEqual([]);
  });

  test("are a parent's consents when the young person comes to decide, from the day after compulsory school age", () => {
    const consentEvents = [
      said("mother", "given", "2026-03-02", { consent: "endless" }),
      said("mother", "given", "2026-03-02", { consent: "longer", categories: ["health.gp"], validUntil: "2027-06-26" }),
      said("mother", "given", "2026-03-02", { consent: "shorter", categories: ["health.conditions"], validUntil: "2027-06-25" }),
    ];
    const facts = child({ dateOfBirth, family, consentEvents });
    expect(lapsing(facts, 366)).toEqual([
      ["shorter", "ends", "2027-06-25"],
      ["endless", "rights-pass", "2027-06-26"],
      ["longer", "rights-pass", "2027-06-26"],
    ]);
    expect(lapsing(facts, 90)).toEqual([]);
  });

  test("is not the word of the child, who goes on deciding", () => {
    const assessments = [assessment("gillick-competence")];
    const consentEvents = [said("child", "given", "2026-03-02")];
    expect(lapsing(child({ dateOfBirth, family, consentEvents, assessments }), 366)).toEqual([]);
  });

  test("are a competent child's when the assessment is over and the parents decide again, but not where another follows upon it", () => {
    const consentEvents = [said("child", "given", "2026-03-02", { consent: "childs" })];
    const until = "2026-12-31";
    const facts = (...next: ReturnType<typeof assessment>[]) =>
      child({ family, consentEvents, assessments: [assessment("gillick-competence", { until }), ...next] });
    expect(lapsing(facts(), 90)).toEqual([["childs", "rights-return", "2027-01-01"]]);
    expect(lapsing(facts(assessment("gillick-competence", { from: "2027-01-01" })), 90)).toEqual([]);
    expect(lapsing(facts(assessment("gillick-competence", { from: "2027-01-02" })), 90)).toEqual([
      ["childs", "rights-return", "2027-01-01"],
    ]);
  });

  test("are a parent's when a recorded assessment begins, even if it is over before the consent is", () => {
    const consentEvents = [said("mother", "given", "2026-03-02", { consent: "mothers" })];
    const assessments = [
      assessment("gillick-competence", { from: "2026-12-01", until: "2026-12-05", recordedAt: new Date("2026-11-16T09:00:00Z") }),
    ];
    expect(lapsing(child({ family, consentEvents, assessments }), 90)).toEqual([["mothers", "rights-pass", "2026-12-01"]]);
  });

  test("waits for the end of a recorded lack of capacity, if that is set", () => {
    const consentEvents = [said("mother", "given", "2026-03-02", { consent: "mothers" })];
    const facts = (until: string | null) => child({ dateOfBirth, family, consentEvents, assessments: [lacksCapacity(until)] });
    expect(lapsing(facts("2027-08-31"), 366)).toEqual([["mothers", "rights-pass", "2027-09-01"]]);
    expect(lapsing(facts("2027-01-31"), 366)).toEqual([["mothers", "rights-pass", "2027-06-26"]]);
    expect(lapsing(facts(null), 366)).toEqual([]);
  });
});
