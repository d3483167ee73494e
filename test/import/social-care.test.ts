import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../service/clock.ts";
import { recordId } from "../../subgraphs/kit/import/record-id.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { SocialCareAssessment } from "../../subgraphs/social-care/records/assessment.ts";
import { SocialCareAssessmentEntry } from "../../subgraphs/social-care/records/assessment-entry.ts";
import { CaseStatus } from "../../subgraphs/social-care/records/case-status.ts";
import { ChildProtectionPlan } from "../../subgraphs/social-care/records/child-protection.ts";
import { RecordedDisability } from "../../subgraphs/social-care/records/disability.ts";
import { KnownChild } from "../../subgraphs/social-care/records/known-child.ts";
import { CarePlacement } from "../../subgraphs/social-care/records/placement.ts";
import { SocialCareReferral } from "../../subgraphs/social-care/records/referral.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";

const folder = "development/families/social-care";
const files = readdirSync(folder).map((name) => join(folder, name));
const [maya, jordan, ruby, amara, kayden, ellis] = ["LA20037", "LA20148", "LA20185", "LA20222", "LA20296", "LA20333"];

let database: TestDatabase;

function importAll() {
  return runImport({ importer: socialCareImporter, dataSource: database.dataSource, clock: systemClock, files, write: () => undefined });
}

function rows<Row extends object>(entity: new () => Row, where: object, order: object = {}): Promise<Row[]> {
  return database.dataSource.getRepository(entity).find({ where, order });
}

async function counts(): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const entity of socialCare.entities) {
    const { tableName } = database.dataSource.getMetadata(entity);
    counted[tableName] = await database.dataSource.getRepository(entity).count();
  }
  return counted;
}

beforeAll(async () => {
  database = await openTestDatabase("social-care", [...socialCare.entities], [...socialCare.migrations]);
});

afterAll(() => database.close());

test("the migration makes exactly the tables that the entities describe", async () => {
  expect((await database.dataSource.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
});

describe("the files of the demo families", () => {
  test("are imported whole, each kind of record, with nothing left out for good", async () => {
    const reports = await importAll();
    expect(reports.map(({ file }) => file)).toEqual([
      "marks.csv",
      "children-in-need-census.xml",
      "ssda903-header.csv",
      "ssda903-episodes.csv",
      "allocations.csv",
      "short-breaks.csv",
      "assessments.csv",
      "plan-reviews.csv",
    ]);
    const forNow = reports.flatMap(({ leftOut }) => leftOut).filter(({ what }) => what.startsWith("for now"));
    expect(forNow).toEqual([{ what: "for now a mark on a child who is not known", count: 2 }]);
    expect(reports.flatMap(({ notes }) => notes)).toEqual([]);
    expect(await counts()).toEqual({
      known_child: 7,
      case_status: 7,
      case_allocation: 7,
      referral: 9,
      assessment: 14,
      assessment_entry: 11,
      disability: 3,
      child_in_need_plan: 4,
      child_in_need_review: 6,
      section_47_enquiry: 2,
      child_protection_plan: 2,
      placement: 4,
      short_break: 2,
      record_mark: 2,
    });
  });

  test("have no element and no column that is neither read nor counted", async () => {
    const left = Object.fromEntries((await importAll()).map(({ file, leftOut }) => [file, leftOut.map(({ what }) => what)]));
    expect(left["ssda903-header.csv"]).toEqual(['column "ETHNIC"', 'column "MC_DOB"', 'column "MOTHER"', 'column "SEX"']);
    expect(left["children-in-need-census.xml"]).toContain("element ChildIdentifiers/Sex");
  });

  test("change nothing when they are imported again", async () => {
    const before = await counts();
    const reports = await importAll();
    expect(reports.map(({ added, changed }) => ({ added, changed }))).toEqual(reports.map(() => ({ added: 0, changed: 0 })));
    expect(reports.flatMap(({ leftOut }) => leftOut).filter(({ what }) => what.startsWith("for now"))).toEqual([]);
    expect(await counts()).toEqual(before);
  });

  test("keep of a child who the child is by one identifier alone, and whether they died", async () => {
    const known = await rows(KnownChild, { child: maya });
    expect(Object.keys(known[0] ?? {})).toEqual(["child", "recordKey", "diedOn"]);
    const everything = JSON.stringify(
      await Promise.all(socialCare.entities.map((entity) => database.dataSource.getRepository(entity).find())),
    );
    expect(everything).not.toContain("C801299900001");
    expect(everything).not.toContain("2020-03-09");
  });

  test("give no record an id that could be worked out from the child's identifier", async () => {
    const referrals = await rows(SocialCareReferral, { child: maya });
    const guesses = referrals.map(({ referredOn }) => recordId("referral", maya ?? "", referredOn));
    expect(referrals.filter(({ id }) => guesses.includes(id))).toEqual([]);
  });
});

describe("after the import", () => {
  test("an assessment stands in two parts, and only the part about other people is third-party content", async () => {
    const parts = await rows(SocialCareAssessment, { child: maya, startedOn: "2025-09-15" }, { subject: "ASC" });
    expect(parts.map(({ subject, aboutOther, factors }) => ({ subject, aboutOther, codes: factors.map(({ code }) => code) }))).toEqual([
      { subject: "CHILD", aboutOther: false, codes: ["6A"] },
      { subject: "OTHERS", aboutOther: true, codes: ["1C", "4B"] },
    ]);
    expect(new Set(parts.map(({ assessment }) => assessment)).size).toBe(1);
  });

  test("an assessment that found nothing about others has the part about the child alone", async () => {
    expect(await rows(SocialCareAssessment, { child: maya, startedOn: "2026-06-01" })).toHaveLength(1);
  });

  test("the index has assessments of the census and of the list, and no section 47 enquiry", async () => {
    const entries = await rows(SocialCareAssessmentEntry, {}, { assessedOn: "ASC" });
    const kinds = (child: string | undefined) => entries.filter((entry) => entry.child === child).map(({ kind }) => kind.code);
    expect(kinds(maya)).toEqual(["CHILD-AND-FAMILY", "PARENT-CARER", "CHILD-AND-FAMILY"]);
    expect(kinds(kayden)).toEqual(["CHILD-AND-FAMILY", "CHILD-AND-FAMILY"]);
    expect(kinds(ruby)).toEqual(["ADOPTION-SUPPORT"]);
  });

  test("a case is open from its referral, and closed from its closing, and a referral without further action opens none", async () => {
    const status = async (child: string | undefined) => (await rows(CaseStatus, { child })).map(({ open, since }) => ({ open, since }));
    expect(await status(maya)).toEqual([{ open: true, since: "2025-09-08" }]);
    expect(await status(jordan)).toEqual([{ open: false, since: "2024-05-20" }]);
    expect(await status(ruby)).toEqual([{ open: false, since: "2025-04-11" }]);
    expect(await status(amara)).toEqual([{ open: true, since: "2026-02-16" }]);
  });

  test("a child-protection plan has its categories in words, and its reviews newest first", async () => {
    const [latest, earlier] = await rows(ChildProtectionPlan, { child: kayden }, { startedOn: "DESC" });
    expect(latest).toMatchObject({
      startedOn: "2026-03-24",
      endedOn: null,
      previousPlans: 1,
      latestCategory: { code: "NEG", label: "Neglect" },
    });
    expect(earlier?.reviewedOn).toEqual(["2024-01-22", "2023-08-22"]);
  });

  test("a looked-after child has the placements of the return, and nothing that says where they are", async () => {
    const placements = await rows(CarePlacement, { child: ellis }, { startedOn: "ASC" });
    expect(placements.map(({ type, legalStatus, endedOn }) => [type.code, legalStatus.code, endedOn])).toEqual([
      ["U6", "C1", "2022-03-14"],
      ["U3", "C1", "2022-07-11"],
      ["U1", "C2", "2024-08-22"],
      ["U4", "C2", null],
    ]);
  });

  test("no disability on record is no row, and not a disability called none", async () => {
    const disabilities = await rows(RecordedDisability, {});
    expect(disabilities.map(({ child, disability }) => `${child} ${disability.code}`).sort()).toEqual([
      "LA20037 COMM",
      "LA20037 MOB",
      "LA20296 BEH",
    ]);
  });
});
