import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { FileReport } from "../../subgraphs/kit/import/run.ts";
import { Condition } from "../../subgraphs/health/records/condition.ts";
import { HealthAssessmentEntry } from "../../subgraphs/health/records/health-assessment-entry.ts";
import { HealthyChildReview } from "../../subgraphs/health/records/healthy-child-review.ts";
import { Immunisation } from "../../subgraphs/health/records/immunisation.ts";
import { MentalHealthEpisode } from "../../subgraphs/health/records/mental-health-episode.ts";
import { MissedAppointment } from "../../subgraphs/health/records/missed-appointment.ts";
import { TherapyProgramme } from "../../subgraphs/health/records/therapy-programme.ts";
import type { TestDatabase } from "../databases.ts";
import { familyBundles, importFiles, openHealth, rowCounts } from "./health-bundles.ts";

const maya = "9990001073";
const leo = "9990001219";
const jordan = "9990001286";
const kayden = "9990001561";

let database: TestDatabase;
let reports: FileReport[];

beforeAll(async () => {
  database = await openHealth();
  reports = await importFiles(database.dataSource, familyBundles);
});

afterAll(() => database.close());

test("the tables are those of the entities", async () => {
  const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

describe("the bundles of the demo families", () => {
  test("are taken in whole: of every resource that tells of a child something is read", () => {
    const left = [...new Set(reports.flatMap(({ leftOut }) => leftOut.map(({ what }) => what)))];
    expect(left.filter((what) => !what.startsWith("element "))).toEqual(["Practitioner that belongs to no record"]);
  });

  test("lose of Maya's allergies, conditions and immunisations nothing but what is said", () => {
    const left = reports.find(({ file }) => file.includes("maya"))?.leftOut.map(({ what }) => what) ?? [];
    expect(left.filter((what) => /^element (Allergy|Condition|Immunization)/.test(what))).toEqual([
      "element AllergyIntolerance.meta",
      "element Condition.category",
      "element Condition.meta",
      "element Condition.meta.profile",
      "element Immunization.meta",
    ]);
  });

  test("give each child what is recorded of them", async () => {
    expect(await rowCounts(database.dataSource)).toEqual({
      known_child: 13,
      assessment_entry: 32,
      gp_registration: 16,
      condition: 21,
      allergy: 5,
      no_known_allergy: 4,
      immunisation: 83,
      healthy_child_review: 17,
      therapy_programme: 8,
      mental_health_episode: 3,
      missed_appointment: 17,
    });
  });

  test("change nothing when they are taken in again", async () => {
    const again = await importFiles(database.dataSource, familyBundles);
    expect(again.reduce((sum, { added, changed }) => sum + added + changed, 0)).toBe(0);
  });

  test("give Maya more immunisations than a page of twelve", async () => {
    expect(await database.dataSource.manager.countBy(Immunisation, { child: maya })).toBeGreaterThan(12);
  });

  test("give Maya two programmes in force that contradict each other on sitting at the table", async () => {
    const programmes = await database.dataSource.manager.findBy(TherapyProgramme, { child: maya, status: "ACTIVE" });
    expect(programmes.map(({ profession, practitioner }) => [profession, practitioner?.id]).sort()).toEqual([
      ["PHYSIOTHERAPY", "ben.carver"],
      ["SPEECH_AND_LANGUAGE_THERAPY", "rachel.stone"],
    ]);
    const strategies = programmes.flatMap((programme) => programme.strategies);
    expect(strategies.filter(({ avoid }) => avoid).map(({ text }) => text)).toContain(
      "Seated work at a standard table for more than five minutes.",
    );
    expect(strategies.map(({ text }) => text).join(" ")).toContain("20 minutes without a break");
  });

  test("keep an ASQ-3 with its areas, scores and cut-offs, in the order of the questionnaire", async () => {
    const review = await database.dataSource.manager.findOneByOrFail(HealthyChildReview, {
      child: maya,
      kind: "TWO_TO_TWO_AND_A_HALF_YEARS",
    });
    expect(review).toMatchObject({ reviewedOn: "2022-06-20", practitioner: { id: "lucy.brand" }, asqQuestionnaire: 27 });
    expect(review.asqScores.map(({ domain, score, result }) => [domain, score, result])).toEqual([
      ["COMMUNICATION", 15, "BELOW_CUT_OFF"],
      ["GROSS_MOTOR", 25, "BELOW_CUT_OFF"],
      ["FINE_MOTOR", 30, "ON_SCHEDULE"],
      ["PROBLEM_SOLVING", 35, "MONITOR"],
      ["PERSONAL_SOCIAL", 30, "MONITOR"],
    ]);
  });
});

describe("what a source system restricts", () => {
  test("is marked as withheld from the family", async () => {
    const withheld = await database.dataSource.manager.findBy(Condition, { child: maya, withheldFromFamily: true });
    expect(withheld.map(({ code }) => code.label)).toEqual(["Muscular dystrophy"]);
  });

  test("is marked as about another person, though that the review was made is not", async () => {
    const reviews = await database.dataSource.manager.findBy(HealthyChildReview, { child: maya, aboutOther: true });
    expect(reviews.map(({ kind }) => kind)).toEqual(["SIX_TO_EIGHT_WEEKS"]);
    expect(await database.dataSource.manager.countBy(HealthAssessmentEntry, { child: maya, aboutOther: true })).toBe(0);
    expect(await database.dataSource.manager.countBy(HealthAssessmentEntry, { child: maya })).toBe(8);
  });
});

describe("mental health care", () => {
  test("stands whole in its episode", async () => {
    const episode = await database.dataSource.manager.findOneByOrFail(MentalHealthEpisode, { child: leo });
    expect(episode).toMatchObject({
      service: { code: "310117003" },
      status: "ACTIVE",
      practitioner: { id: "evan.lloyd" },
      reasons: [{ label: "Anxiety disorder" }],
      plan: { title: "Getting back to school, step by step" },
      assessments: [{ assessedOn: "2026-03-02", profession: "Child and adolescent psychiatrist" }],
      missedAppointments: [{ scheduledOn: "2026-06-15", outcome: "WAS_NOT_BROUGHT" }],
    });
  });

  test("is told by nothing under another category", async () => {
    const { manager } = database.dataSource;
    const elsewhere = [
      ...(await manager.findBy(Condition, { child: leo })),
      ...(await manager.findBy(HealthAssessmentEntry, { child: leo })),
      ...(await manager.findBy(MissedAppointment, { child: leo })),
      ...(await manager.findBy(TherapyProgramme, { child: leo })),
      ...(await manager.findBy(Condition, { child: jordan })),
      ...(await manager.findBy(HealthAssessmentEntry, { child: jordan })),
      ...(await manager.findBy(MissedAppointment, { child: jordan })),
      ...(await manager.findBy(TherapyProgramme, { child: jordan })),
    ];
    expect(elsewhere.length).toBeGreaterThan(0);
    expect(JSON.stringify(elsewhere)).not.toMatch(/anxiety|depress|psychiatr|\bmental|camhs|lloyd/i);
  });
});

describe("a missed appointment", () => {
  test("is one to which a child was not brought, and which a young person of 16 did not attend", async () => {
    const { manager } = database.dataSource;
    const missed = await manager.find(MissedAppointment, { where: { child: jordan }, order: { scheduledOn: "ASC" } });
    expect(missed.map(({ scheduledOn, outcome }) => [scheduledOn, outcome])).toEqual([
      ["2021-04-20", "WAS_NOT_BROUGHT"],
      ["2025-11-11", "DID_NOT_ATTEND"],
    ]);
    expect(await manager.countBy(MissedAppointment, { child: kayden, outcome: "WAS_NOT_BROUGHT" })).toBe(5);
  });

  test("does not count against the family when the service cancelled it", async () => {
    const cancelled = await database.dataSource.manager.findBy(MissedAppointment, { child: maya, outcome: "CANCELLED_BY_SERVICE" });
    expect(cancelled.map(({ scheduledOn, service }) => [scheduledOn, service.label])).toEqual([["2025-10-07", "Community paediatrics"]]);
  });
});
