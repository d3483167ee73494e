import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { EhcAssessment } from "../../subgraphs/education/records/ehc-assessment.ts";
import { EhcPlan } from "../../subgraphs/education/records/ehc-plan.ts";
import { Enrolment } from "../../subgraphs/education/records/enrolment.ts";
import { KnownChild } from "../../subgraphs/education/records/known-child.ts";
import { SupportPlan } from "../../subgraphs/education/records/support-plan.ts";
import { Suspension } from "../../subgraphs/education/records/suspension.ts";
import { recordId } from "../../subgraphs/kit/import/record-id.ts";
import type { FileReport } from "../../subgraphs/kit/import/run.ts";
import type { TestDatabase } from "../databases.ts";
import { everything, familyFiles, importFiles, importTexts, openEducation } from "./education-files.ts";

const maya = "C801299900001";
const jordan = "V801299900004";
const kayden = "B801299900008";

let database: TestDatabase;
let reports: FileReport[];
const written: string[] = [];

beforeAll(async () => {
  database = await openEducation();
  reports = await importFiles(database.dataSource, familyFiles, (line) => written.push(line));
});

afterAll(() => database.close());

test("the migration makes exactly the tables of the entities", async () => {
  const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries).toEqual([]);
});

describe("importing the files of a local authority and its settings", () => {
  test("takes in every kind of file, in an order in which rows find what they point at", async () => {
    const stored = await everything(database.dataSource);
    expect(Object.fromEntries(Object.entries(stored).map(([table, rows]) => [table, rows.length]))).toEqual({
      known_child: 13,
      sen2_link: 30,
      assessment_entry: 22,
      enrolment: 25,
      attendance_summary: 169,
      sen_provision: 18,
      sen_need: 15,
      support_plan: 20,
      ehc_assessment: 7,
      ehc_plan: 3,
      suspension: 7,
    });
  });

  test("says for each file what was added, and which columns were left out", () => {
    expect(written).toContain("enrolment.csv: 25 added, 0 changed, 0 unchanged");
    expect(written).toContain('person.csv: left out column "surname" (7)');
    expect(reports.flatMap(({ notes }) => notes)).toEqual([]);
    expect(reports.find(({ file }) => file === "requests.csv")?.leftOut).toContainEqual({ what: 'column "rya"', count: 7 });
  });

  test("changes nothing the second time", async () => {
    const before = await everything(database.dataSource);
    const again = await importFiles(database.dataSource, familyFiles);
    expect(again.map(({ added, changed }) => added + changed)).toEqual(again.map(() => 0));
    expect(await everything(database.dataSource)).toEqual(before);
  });

  test("puts a request and the assessment that followed together from two modules", async () => {
    const [assessment] = await database.dataSource.manager.findBy(EhcAssessment, { child: maya });
    expect(assessment).toMatchObject({
      receivedDate: "2026-07-06",
      source: { code: "PARENT" },
      requestOutcome: { code: "Y" },
      requestOutcomeDate: "2026-08-14",
      assessmentOutcome: { code: "A" },
      week20: false,
    });
  });

  test("puts a plan together from four modules, with the names of its settings from the enrolments", async () => {
    const [plan] = await database.dataSource.manager.findBy(EhcPlan, { child: jordan });
    expect(plan).toMatchObject({
      startDate: "2020-02-03",
      ceaseDate: null,
      namedSettings: [{ setting: { name: "Tarn Bridge Sixth Form" } }],
    });
    expect(plan?.placements.map(({ setting, leavingDate }) => [setting.name, leavingDate])).toEqual([
      ["Tarn Bridge Sixth Form", null],
      ["Marlbeck High School", "2025-06-27"],
    ]);
    expect(plan?.annualReviews.map(({ meetingOn }) => meetingOn?.slice(0, 4))).toEqual(["2026", "2025", "2024", "2023", "2022", "2021"]);
  });

  test("keeps the marks of rows and of single targets", async () => {
    const suspensions = await database.dataSource.manager.findBy(Suspension, { child: kayden });
    expect(suspensions.filter(({ aboutOther }) => aboutOther)).toHaveLength(1);
    const plan = await database.dataSource.manager.findOneByOrFail(SupportPlan, { child: kayden, cycle: 3 });
    expect(plan.aboutOther).toBe(false);
    expect(plan.targets.map(({ aboutOther }) => aboutOther)).toEqual([false, false, true]);
  });

  test("makes ids from which no UPN can be found by trying all UPNs", async () => {
    const [enrolment] = await database.dataSource.manager.findBy(Enrolment, { child: maya, entryDate: "2024-09-03" });
    expect(enrolment?.id).not.toBe(recordId("enrolment", maya, "990101", "2024-09-03"));
    const { recordKey } = await database.dataSource.manager.findOneByOrFail(KnownChild, { child: maya });
    expect(enrolment?.id).toBe(recordId("enrolment", recordKey, "990101", "2024-09-03"));
  });
});

describe("a later file", () => {
  test("without the columns of the marks takes no mark away", async () => {
    const lines = ["UPN,URN,ExclusionCategory,ExclusionReason,ExclusionStartDate,Sessions", `${kayden},990101,SUSP,PP,2025-06-17,6`];
    await importTexts(database.dataSource, { "suspensions.csv": lines });
    const [suspension] = await database.dataSource.manager.findBy(Suspension, { child: kayden, startDate: "2025-06-17" });
    expect(suspension).toMatchObject({ aboutOther: true, reasons: [{ code: "PP" }, { code: "DB" }] });
  });

  test("of support plans keeps the targets, and what it has no columns for", async () => {
    const before = await database.dataSource.manager.findOneByOrFail(SupportPlan, { child: maya, cycle: 3 });
    await importTexts(database.dataSource, { "plans.csv": ["UPN,Cycle,StartedOn", `${maya},3,13/04/2026`] });
    const after = await database.dataSource.manager.findOneByOrFail(SupportPlan, { child: maya, cycle: 3 });
    expect(after).toEqual({ ...before, startedOn: "2026-04-13" });
  });

  test("may name a child by a temporary UPN", async () => {
    const temporary = "N80129990000A";
    const lines = [
      "UPN,URN,SchoolName,SchoolType,EnrolStatus,EntryDate",
      `${temporary},990101,Marlbeck Primary School,PRIMARY,C,2026-11-02`,
    ];
    await importTexts(database.dataSource, { "arrivals.csv": lines });
    expect(await database.dataSource.manager.existsBy(KnownChild, { child: temporary })).toBe(true);
  });
});

describe("a new SEN2 return", () => {
  const person = (id: string, upn: string, born: string): string[] => ["persontableid,upn,personbirthdate", `${id},${upn},${born}`];

  test("may give an old table id to another child without mixing them up", async () => {
    await importTexts(database.dataSource, {
      "person.csv": person("10541", jordan, "2009-05-14"),
      "requests.csv": ["requeststableid,persontableid,receiveddate", "20541,10541,2026-09-01"],
    });
    const received = await database.dataSource.manager.findBy(EhcAssessment, { child: jordan });
    expect(received.map(({ receivedDate }) => receivedDate).sort()).toEqual(["2019-09-16", "2026-09-01"]);
    expect(await database.dataSource.manager.countBy(EhcAssessment, { child: maya })).toBe(1);
  });

  test("cannot be pointed at with the table ids of the return before", async () => {
    const assessment = ["assessmenttableid,requeststableid,assessmentoutcome", "30543,20543,Y"];
    await expect(importTexts(database.dataSource, { "assessment.csv": assessment })).rejects.toThrow(
      'assessment.csv, line 2, column "requeststableid": "20543" is in no requests file',
    );
  });

  test("leaves out and counts the rows of a person without a UPN", async () => {
    const before = await database.dataSource.manager.count(EhcAssessment);
    const [persons, requests] = await importTexts(database.dataSource, {
      "person.csv": person("7", "", "2020-01-01"),
      "requests.csv": ["requeststableid,persontableid,receiveddate", "8,7,2026-09-01"],
    });
    expect(persons?.leftOut).toEqual([{ what: "persons without a UPN", count: 1 }]);
    expect(requests?.leftOut).toEqual([{ what: "rows of a person without a UPN", count: 1 }]);
    expect(await database.dataSource.manager.count(EhcAssessment)).toBe(before);
  });
});
