import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { educationImporter } from "../../subgraphs/education/import/importer.ts";
import { EhcAssessment } from "../../subgraphs/education/records/ehc-assessment.ts";
import { EhcPlan } from "../../subgraphs/education/records/ehc-plan.ts";
import { Enrolment } from "../../subgraphs/education/records/enrolment.ts";
import { KnownChild } from "../../subgraphs/education/records/known-child.ts";
import { SenNeed } from "../../subgraphs/education/records/sen-need.ts";
import { SupportPlan } from "../../subgraphs/education/records/support-plan.ts";
import type { TestDatabase } from "../databases.ts";
import { everything, familyFiles, importTexts, openEducation } from "./education-files.ts";
import { shorter, type Texts } from "./shorter-files.ts";

const child = "W301200112345";

let database: TestDatabase;

beforeAll(async () => {
  database = await openEducation();
});
beforeEach(async () => {
  for (const { target } of database.dataSource.entityMetadatas) await database.dataSource.getRepository(target).clear();
  await database.dataSource.manager.insert(KnownChild, { child, recordKey: "key" });
});
afterAll(() => database.close());

async function bring(name: string, lines: readonly string[], replace = false) {
  const [report] = await importTexts(database.dataSource, { [`${name}.csv`]: lines }, replace);
  return report;
}

describe("a later file of needs", () => {
  const header = "UPN,SENtypeRank,SENtype";
  const needs = async () =>
    (await database.dataSource.manager.findBy(SenNeed, { child })).map(({ rank, need }) => `${rank} ${need.code}`).sort();

  test("keeps and lists a need that it no longer gives, whatever rank the others now have, and removes it when asked", async () => {
    await bring("needs", [header, `${child},1,SLCN`, `${child},2,ASD`]);
    const later = [header, `${child},1,ASD`];
    const kept = await bring("needs", later);
    expect(kept).toMatchObject({
      changed: 1,
      removed: 0,
      kept: 1,
      notes: [`kept need SLCN of child ${child}, which the file does not have`],
    });
    expect(await needs()).toEqual(["1 ASD", "1 SLCN"]);
    const replaced = await bring("needs", later, true);
    expect(replaced).toMatchObject({ removed: 1, kept: 0, notes: [`removed need SLCN of child ${child}`] });
    expect(await needs()).toEqual(["1 ASD"]);
  });

  test("leaves a mark on its need when the ranks change, and is refused if an unmarked one might take its place", async () => {
    await bring("needs", [`${header},AboutOther,WithheldFromFamily`, `${child},1,SEMH,no,yes`, `${child},2,SLCN,no,no`]);
    await bring("needs", [header, `${child},2,SEMH`, `${child},1,SLCN`]);
    const stored = await database.dataSource.manager.findBy(SenNeed, { child });
    expect(stored.filter(({ withheldFromFamily }) => withheldFromFamily).map(({ need }) => need.code)).toEqual(["SEMH"]);
    await expect(bring("needs", [header, `${child},1,ASD`])).rejects.toThrow(
      "needs.csv, line 2: may take the place of a need that bears a mark",
    );
    await expect(bring("needs", [`${header},AboutOther,WithheldFromFamily`, `${child},1,ASD,no,no`])).resolves.toMatchObject({ added: 1 });
  });
});

describe("a later file of targets", () => {
  const header = "UPN,Cycle,Number,Target,Progress";
  const targets = async () => (await database.dataSource.manager.findOneByOrFail(SupportPlan, { child })).targets;

  beforeEach(async () => {
    await bring("plans", ["UPN,Cycle,StartedOn", `${child},1,2026-04-13`]);
    await bring("targets", [`${header},AboutOther,WithheldFromFamily`, `${child},1,1,Read,SOME,no,no`, `${child},1,2,Swim,SOME,yes,no`]);
  });

  test("keeps and lists the targets of a plan that it does not give, and removes them when asked", async () => {
    const kept = await bring("targets", [header, `${child},1,1,Read,GOOD`]);
    expect(kept).toMatchObject({ kept: 1, notes: [`kept target "Swim" in cycle 1 of child ${child}, which the file does not have`] });
    expect((await targets()).map(({ target, progress }) => [target, progress?.code])).toEqual([
      ["Read", "GOOD"],
      ["Swim", "SOME"],
    ]);
    expect(await bring("targets", [header, `${child},1,1,Read,GOOD`], true)).toMatchObject({ removed: 1 });
    expect((await targets()).map(({ target }) => target)).toEqual(["Read"]);
  });

  test("without the columns of the marks takes no mark away, in other words neither", async () => {
    await bring("targets", [header, `${child},1,1,Read,GOOD`, `${child},1,2,Swim,GOOD`]);
    expect((await targets()).map(({ aboutOther }) => aboutOther)).toEqual([false, true]);
    const reworded = [header, `${child},1,1,Read,GOOD`, `${child},1,2,Swim well,GOOD`];
    await expect(bring("targets", reworded)).rejects.toThrow("targets.csv, line 3: may take the place of a target that bears a mark");
  });
});

describe("enrolments of two schools' files", () => {
  const header = "UPN,URN,SchoolName,SchoolType,NCyearActual,EnrolStatus,EntryDate,LeavingDate";
  const old = [header, `${child},123456,Old,PRIMARY,5,C,2020-09-01,`];
  const enrolments = async () =>
    (await database.dataSource.manager.findBy(Enrolment, { child }))
      .map(({ setting, leavingDate }) => `${setting.name} ${leavingDate ?? "open"}`)
      .sort();

  test("that both say “here and nowhere else” leave the later one open, whichever comes first, and say so", async () => {
    const next = [header, `${child},654321,New,PRIMARY,6,C,2026-09-01,`];
    await bring("old", old);
    const report = await bring("new", next);
    expect(report?.notes).toEqual([
      `ended the enrolment of child ${child} at 123456 from 2020-09-01 on 2026-08-31: it had no end, and the enrolment of child ${child} at 654321 from 2026-09-01 says “here and nowhere else”`,
    ]);
    expect(await enrolments()).toEqual(["New open", "Old 2026-08-31"]);
    expect(await bring("old", old)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await enrolments()).toEqual(["New open", "Old 2026-08-31"]);
  });

  test("without a column for the last day leave it as it is", async () => {
    await bring("old", [header, `${child},123456,Old,PRIMARY,5,C,2020-09-01,2024-07-19`]);
    await bring("old", ["UPN,URN,SchoolName,SchoolType,EnrolStatus,EntryDate", `${child},123456,Old School,PRIMARY,C,2020-09-01`]);
    expect(await enrolments()).toEqual(["Old School 2024-07-19"]);
    const [stored] = await database.dataSource.manager.findBy(Enrolment, { child });
    expect(stored?.yearGroup?.code).toBe("5");
  });

  test("that leave a last day empty keep and list it, and take it back when asked", async () => {
    const value = `leavingDate (2024-07-19) of the enrolment of child ${child} at 123456 from 2020-09-01, which the file leaves empty`;
    await bring("old", [header, `${child},123456,Old,PRIMARY,5,C,2020-09-01,2024-07-19`]);
    expect(await bring("old", old)).toMatchObject({ changed: 0, keptValues: 1, notes: [`kept ${value}`] });
    expect(await enrolments()).toEqual(["Old 2024-07-19"]);
    expect(await bring("old", old, true)).toMatchObject({ changed: 1, removed: 1, notes: [`removed ${value}`] });
    expect(await enrolments()).toEqual(["Old open"]);
  });

  test("that leave open what another school's file ended take nothing back: the last day follows from that", async () => {
    await bring("old", [header, `${child},123456,Old,PRIMARY,5,C,2020-09-01,2026-07-19`]);
    await bring("new", [header, `${child},654321,New,PRIMARY,6,C,2026-09-01,`]);
    expect(await bring("old", old)).toMatchObject({ removed: 0, keptValues: 0 });
    expect((await enrolments()).filter((one) => one.includes("open"))).toEqual(["New open"]);
  });

  test("that overlap with a last day of their own are said", async () => {
    await bring("old", [header, `${child},123456,Old,PRIMARY,5,C,2020-09-01,2024-07-19`]);
    const report = await bring("new", [header, `${child},654321,New,PRIMARY,6,C,2023-09-01,`]);
    expect(report?.notes).toEqual([expect.stringContaining("at 123456 from 2020-09-01 lasts beyond the beginning of the enrolment")]);
  });

  test("from the same day are refused", async () => {
    await bring("old", old);
    await expect(bring("new", [header, `${child},654321,New,PRIMARY,6,C,2020-09-01,`])).rejects.toThrow(
      'new.csv, line 2, column "EnrolStatus": "C" is said of the enrolment of child',
    );
  });

  test("of which one is a second setting are said and left as they are", async () => {
    await bring("second", [header, `${child},111111,Second,SPECIAL,5,S,2020-09-01,`]);
    const report = await bring("old", old);
    expect(report?.notes).toEqual([expect.stringContaining("at 111111 from 2020-09-01 is open beside the enrolment")]);
    expect(await enrolments()).toEqual(["Old open", "Second open"]);
  });
});

describe("a SEN2 return", () => {
  const person = ["persontableid,upn,personbirthdate,upnunknown", `101,${child},2013-Sep-02 00:00:00,`, "103,,2022-May-30 00:00:00,UN1"];
  const requests = "requeststableid,persontableid,receiveddate,requestsource,requestoutcome,requestoutcomedate";

  test("loads as it is exported, with its own module, its numbered sources and a plan that another authority made", async () => {
    const reports = await importTexts(database.dataSource, {
      "sen2.csv": ["sen2tableid,NativeId,collection,year,referencedate,lea,dmo", "1,301,SEN2,2026,2026-Jan-15 00:00:00,301,1"],
      "person.csv": person,
      "requests.csv": [requests, "201,101,2025-Feb-03 00:00:00,4,Y,2025-Mar-10 00:00:00", "204,101,,,H,"],
      "assessment.csv": ["assessmenttableid,requeststableid,assessmentoutcome", "304,204,H"],
      "activeplans.csv": [
        "activeplanstableid,requeststableid,transferla,reviewmeeting,reviewoutcome",
        "604,204,302,2025-Mar-01 00:00:00,M",
      ],
    });
    expect(reports.flatMap(({ leftOut }) => leftOut)).toEqual(
      expect.arrayContaining([
        { what: 'column "dmo"', count: 1 },
        { what: "requests without a day, decided before this return", count: 1 },
        { what: "assessments of a request without a day", count: 1 },
      ]),
    );
    const [request] = await database.dataSource.manager.findBy(EhcAssessment, { child });
    expect(request?.source).toEqual({ code: "4", label: "Social care", system: "DfE SEN2: request source" });
    const [plan] = await database.dataSource.manager.findBy(EhcPlan, { child });
    expect(plan).toMatchObject({ startDate: null, transferredFrom: "302", annualReviews: [{ meetingOn: "2025-03-01" }] });
  });

  test("that says “decided before” keeps what the return before said was decided", async () => {
    const decided = (request: string, assessment: string) => ({
      "person.csv": person,
      "requests.csv": [requests, `201,101,2024-Feb-03 00:00:00,PARENT,${request}`],
      "assessment.csv": ["assessmenttableid,requeststableid,assessmentoutcome,assessmentoutcomedate,week20", `301,201,${assessment}`],
    });
    await importTexts(database.dataSource, decided("Y,2024-03-10", "Y,2024-05-20,yes"));
    await importTexts(database.dataSource, decided("H,", "H,,"));
    const [request] = await database.dataSource.manager.findBy(EhcAssessment, { child });
    expect(request).toMatchObject({
      requestOutcome: { code: "Y" },
      requestOutcomeDate: "2024-03-10",
      assessmentOutcome: { code: "Y" },
      assessmentOutcomeDate: "2024-05-20",
      week20: true,
    });
  });

  test("without a setting in section I keeps it and lists it, and removes it when asked", async () => {
    const naming = (urn: string) => ({
      "person.csv": person,
      "requests.csv": [requests, "201,101,2024-02-03,PARENT,Y,2024-03-10"],
      "assessment.csv": ["assessmenttableid,requeststableid,assessmentoutcome", "301,201,Y"],
      "namedplan.csv": ["namedplantableid,assessmenttableid,startdate", "401,301,2024-06-20"],
      "plandetail.csv": ["plandetailtableid,namedplantableid,urn,placementrank", `501,401,${urn},1`],
    });
    const named = async () =>
      (await database.dataSource.manager.findOneByOrFail(EhcPlan, { child })).namedSettings.map(({ setting }) => setting.urn);
    await importTexts(database.dataSource, naming("123456"));
    const reports = await importTexts(database.dataSource, naming("654321"));
    expect(reports.at(-1)?.notes).toEqual([
      `kept setting 123456 in section I of the plan of 2024-06-20 of child ${child}, which the file does not have`,
    ]);
    expect(await named()).toEqual(["654321", "123456"]);
    await importTexts(database.dataSource, naming("654321"), true);
    expect(await named()).toEqual(["654321"]);
  });
});

describe("files of every kind", () => {
  // By which a row is told from others: without it the row is another one, which comes beside what is stored.
  const tellsRows = ["entrydate", "reviewmeeting", "lastreview", "receiveddate", "urn", "ukprn", "sensetting", "sensettingother", "upn"];
  const whole = Object.fromEntries(familyFiles.map((file) => [basename(file), readFileSync(file, "utf8").replace(/^\uFEFF/, "")]));
  const importAll = (texts: Texts) =>
    importTexts(database.dataSource, Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [text.trimEnd()]])));

  test.each(["taken out", "left empty"] as const)(
    "change nothing of what is stored with every column %s that can be: what a file has no column for it says nothing of, and nothing goes unasked",
    async (cut) => {
      await importAll(whole);
      const before = await everything(database.dataSource);
      const { texts, cuts } = await shorter(educationImporter, whole, cut, tellsRows);
      expect(cuts.length).toBeGreaterThan(20);
      const reports = await importAll(texts);
      expect(await everything(database.dataSource)).toEqual(before);
      expect(reports.every(({ keptValues }) => keptValues === 0)).toBe(cut === "taken out");
    },
  );
});
