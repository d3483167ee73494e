import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { graphql } from "graphql";
import { readCategories } from "../../policies/index.ts";
import { systemClock } from "../../service/clock.ts";
import { startDeadline } from "../../service/deadline.ts";
import { englandToday } from "../../service/england-today.ts";
import { buildAgency } from "../../subgraphs/kit/agency/build-agency.ts";
import type { DoorwayContext } from "../../subgraphs/kit/agency/child-doorway.ts";
import { createRecords } from "../../subgraphs/kit/agency/records.ts";
import { Guard } from "../../subgraphs/kit/guard/guard.ts";
import { type FileReport, runImport } from "../../subgraphs/kit/import/run.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { SocialCareAssessment } from "../../subgraphs/social-care/records/assessment.ts";
import { SocialCareAssessmentEntry } from "../../subgraphs/social-care/records/assessment-entry.ts";
import { ChildInNeedReview } from "../../subgraphs/social-care/records/child-in-need-plan.ts";
import { RecordMark } from "../../subgraphs/social-care/records/record-mark.ts";
import { SocialCareReferral } from "../../subgraphs/social-care/records/referral.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";
import type { Permit } from "../../trust/permit.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";
import { noNames } from "../../trust/refusal-words.ts";
import { verdictsOf } from "../permits/permit-maker.ts";

const demo = "development/families/social-care";
const census = readFileSync(join(demo, "children-in-need-census.xml"), "utf8");
const columns = "record,child,date,about_other,withheld_from_family\n";
const dated = "record,child,date,about_other,withheld_from_family,author,ground,from,until\n";
const [maya, jordan, kayden] = ["LA20037", "LA20148", "LA20296"];

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "childview-social-care-"));
  database = await openTestDatabase("social-care", [...socialCare.entities], [...socialCare.migrations]);
});

beforeEach(async () => {
  for (const entity of socialCare.entities) await database.dataSource.getRepository(entity).clear();
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

function bring(...texts: string[]): Promise<FileReport[]> {
  return bringReplacing(false, ...texts);
}

function bringReplacing(replace: boolean, ...texts: string[]): Promise<FileReport[]> {
  const files = texts.map((_, index) => join(folder, `${index}`));
  files.forEach((file, index) => writeFileSync(file, texts[index] ?? ""));
  return runImport({
    importer: socialCareImporter,
    dataSource: database.dataSource,
    clock: systemClock,
    files,
    replace,
    write: () => undefined,
  });
}

function rows<Row extends object>(entity: new () => Row, where: object): Promise<Row[]> {
  return database.dataSource.getRepository(entity).find({ where });
}

describe("a mark", () => {
  test("is on the record from the moment that the record is stored, and stays there when the record is imported again", async () => {
    await bring(census, `${columns}assessment,${kayden},2026-03-03,no,yes\n`);
    await bring(census);
    const parts = await rows(SocialCareAssessment, { child: kayden, startedOn: "2026-03-03" });
    expect(parts.map(({ subject, aboutOther, withheldFromFamily }) => [subject, aboutOther, withheldFromFamily]).sort()).toEqual([
      ["CHILD", false, true],
      ["OTHERS", true, true],
    ]);
  });

  test("on an assessment withholds its entry in the index, and no other entry", async () => {
    await bring(census, `${columns}assessment,${kayden},2026-03-03,no,yes\n`);
    const entries = await rows(SocialCareAssessmentEntry, { child: kayden });
    expect(entries.filter(({ withheldFromFamily }) => withheldFromFamily).map(({ assessedOn }) => assessedOn)).toEqual(["2026-04-10"]);
    expect(entries).toHaveLength(2);
  });

  test("on a plan holds for the reviews that tell of the plan, whichever comes first", async () => {
    const reviews = readFileSync(join(demo, "plan-reviews.csv"), "utf8");
    await bring(census, reviews);
    await bring(`${columns}child-in-need-plan,${jordan},2024-01-15,yes,no\n`);
    await bring(census, reviews);
    const marked = (await rows(ChildInNeedReview, {})).filter(({ aboutOther }) => aboutOther);
    expect(marked.map(({ child }) => child)).toEqual([jordan]);
  });

  test("stays when a later file leaves it out, and goes when a row clears it", async () => {
    const withheld = async () => (await rows(SocialCareReferral, { child: maya, referredOn: "2024-02-19" }))[0]?.withheldFromFamily;
    await bring(census, `${columns}referral,${maya},2024-02-19,no,yes\n`);
    await bring(`${columns}referral,${jordan},2023-11-06,no,yes\n`);
    expect(await withheld()).toBe(true);
    await bring(`${columns}referral,${maya},2024-02-19,no,no\n`);
    expect(await withheld()).toBe(false);
  });

  test("is kept with who decided it, on what ground and since when", async () => {
    const ground = "Would put Kayden at risk of serious harm";
    await bring(census, `${dated}assessment,${kayden},2026-03-03,no,yes,"Joanne Fry, social worker",${ground},2026-03-04,2035-12-05\n`);
    expect(await rows(RecordMark, { child: kayden })).toMatchObject([
      { author: "Joanne Fry, social worker", ground, from: "2026-03-04", until: "2035-12-05" },
    ]);
  });

  test("is lifted by the first import after its last day that brings the record again", async () => {
    const withheld = async () => (await rows(SocialCareReferral, { child: maya, referredOn: "2024-02-19" }))[0]?.withheldFromFamily;
    await bring(census, `${dated}referral,${maya},2024-02-19,no,yes,,,2024-02-19,2099-12-31\n`);
    await bring(census);
    expect(await withheld()).toBe(true);
    await database.dataSource.getRepository(RecordMark).update({ child: maya ?? "" }, { until: "2026-11-20" });
    await bring(census);
    expect(await withheld()).toBe(false);
  });

  test.each([
    ["2099-01-01,", 'column "from": "2099-01-01" is in the future'],
    ["2026-03-04,2026-03-03", 'column "until": "2026-03-03" is before the day on which it begins'],
  ])("begins when it is imported and ends after that: %s is refused", async (days, message) => {
    await expect(bring(census, `${dated}referral,${maya},2024-02-19,no,yes,,,${days}\n`)).rejects.toThrow(message);
  });

  test("that no record bears is said", async () => {
    await bring(census);
    const [report] = await bring(`${columns}referral,${maya},2024-02-20,no,yes\n`);
    expect(report?.leftOut).toEqual([{ what: 'for now a mark on a record "referral" that is not there', count: 1 }]);
  });

  test("is not lost by correcting the record's date: the census is refused until the corrected record is marked too", async () => {
    await bring(census, `${columns}assessment,${kayden},2026-03-03,no,yes\n`);
    const corrected = census.replace("2026-03-03</AssessmentActualStartDate>", "2026-03-05</AssessmentActualStartDate>");
    await expect(bring(corrected)).rejects.toThrow(
      "replaces the assessment of 2026-03-03, which bears a mark, by one of 2026-03-05, which bears none",
    );
    expect(await rows(SocialCareAssessment, { child: kayden, startedOn: "2026-03-05" })).toEqual([]);
    await bringReplacing(true, corrected, `${columns}assessment,${kayden},2026-03-05,no,yes\n`);
    const parts = await rows(SocialCareAssessment, { child: kayden, startedOn: "2026-03-05" });
    expect(parts.map(({ withheldFromFamily }) => withheldFromFamily)).toEqual([true, true]);
    expect(await rows(SocialCareAssessment, { child: kayden, startedOn: "2026-03-03" })).toEqual([]);
  });
});

describe("what a reader is shown", () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Child {
        socialCare {
          status { open since allocation { team socialWorker { id } } }
          referrals { totalCount nodes { referredOn childProtectionConferenceOn } }
          assessmentFindings { nodes { subject factors { code } } }
        }
      }
    }
  }`;
  const everything = ["status", "referrals", "assessments", "child-protection"];

  /** Asks as the gateway does, for one child, with a permit whose rules all have the same conditions. The permit's signature is checked elsewhere. */
  async function shown(
    child: string,
    without: { aboutOther?: false; withheldFromFamily?: false },
    categories = everything,
  ): Promise<unknown> {
    const { schema } = await buildAgency(
      socialCare,
      new Set(readCategories("policies").flatMap(({ id, owner }) => (owner === "social-care" ? [id] : []))),
    );
    const verdicts = verdictsOf({ rules: categories.map((name) => ["read", `social-care.${name}`, without]) });
    const permit = { child, verdicts, ruleIds: [], org: "social-care" } as unknown as Permit;
    const contextValue: DoorwayContext = {
      guard: new Guard(),
      deadline: startDeadline(60_000),
      records: createRecords(database.dataSource),
      permits: new Map([["permit", permit]]),
      names: noNames,
      today: englandToday(systemClock()),
    };
    const variableValues = { representations: [{ __typename: "Child", socialCarePermit: "permit" }] };
    const { data } = await graphql({ schema, source: query, variableValues, contextValue });
    // GraphQL's objects have no prototype, which would make them differ from those they are compared with.
    return (JSON.parse(JSON.stringify(data)) as { _entities: { socialCare: unknown }[] })._entities[0]?.socialCare;
  }

  test("the status tells the family nothing of a case that is withheld from them, and others who works on it", async () => {
    const second = `<CINdetails><CINreferralDate>2026-10-01</CINreferralDate><ReferralSource>6</ReferralSource></CINdetails>`;
    const reopened = census.replace("    </Child>\n    <Child>\n      <ChildIdentifiers>\n        <LAchildID>LA20185", `${second}$&`);
    const allocations = `child,practitioner,team,from,until\n${jordan},fiona.grant,Family Support,2023-11-08,2024-05-20\n${jordan},joanne.fry,Safeguarding,2026-10-01,\n`;
    const marks = `${columns}referral,${jordan},2026-10-01,no,yes\nallocation,${jordan},2026-10-01,no,yes\n`;
    await bring(reopened, allocations, marks);
    const closed = { open: false, since: "2024-05-20", allocation: null };
    expect(await shown(jordan ?? "", { withheldFromFamily: false })).toMatchObject({ status: closed, referrals: { totalCount: 1 } });
    expect(await shown(jordan ?? "", {})).toMatchObject({
      status: { open: true, since: "2026-10-01", allocation: { team: "Safeguarding", socialWorker: { id: "joanne.fry" } } },
      referrals: { totalCount: 2 },
    });
  });

  test("somebody without access to third-party content sees the child's part of an assessment, and not that there is another", async () => {
    await bring(census);
    const without = await shown("LA20222", { aboutOther: false });
    expect(without).toMatchObject({ assessmentFindings: { nodes: [{ subject: "CHILD", factors: [{ code: "3A" }] }] } });
    const nothingAboutOthers = census.replaceAll(/ *<AssessmentFactors>3[BC]<\/AssessmentFactors>\n/g, "");
    await bring(nothingAboutOthers);
    expect(await shown("LA20222", { aboutOther: false })).toEqual(without);
    await bring(census);
    expect(await shown("LA20222", {})).toMatchObject({ assessmentFindings: { nodes: { length: 2 } } });
  });

  test("somebody who may see referrals and not child protection does not learn from a referral that there was a conference", async () => {
    await bring(census);
    expect(await shown(kayden ?? "", {}, ["referrals"])).toMatchObject({
      referrals: {
        nodes: [
          { referredOn: "2026-03-02", childProtectionConferenceOn: null },
          { referredOn: "2023-05-08", childProtectionConferenceOn: null },
        ],
      },
    });
  });
});
