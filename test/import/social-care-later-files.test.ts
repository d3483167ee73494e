import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { SocialCareAssessment } from "../../subgraphs/social-care/records/assessment.ts";
import { CaseStatus } from "../../subgraphs/social-care/records/case-status.ts";
import { CaseAllocation } from "../../subgraphs/social-care/records/case-allocation.ts";
import { RecordedDisability } from "../../subgraphs/social-care/records/disability.ts";
import { CarePlacement } from "../../subgraphs/social-care/records/placement.ts";
import { SocialCareReferral } from "../../subgraphs/social-care/records/referral.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { caseOf, censusOf, openSocialCare, type SocialCareFiles } from "./social-care-files.ts";
import { shorter } from "./shorter-files.ts";

let files: SocialCareFiles;

beforeAll(async () => {
  files = await openSocialCare();
});
beforeEach(() => files.clear());
afterAll(() => files.close());

const closed = "<CINclosureDate>2026-01-15</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>";
const assessed = `<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>
  <AssessmentAuthorisationDate>2025-07-03</AssessmentAuthorisationDate></Assessments>`;

async function referredOn(child: string): Promise<string[]> {
  return (await files.rows(SocialCareReferral, { child })).map(({ referredOn: day }) => day).sort();
}

describe("a later census", () => {
  const march = censusOf("2026-03-31", { A1: caseOf("2025-06-02", closed + assessed) });
  const november = censusOf("2026-11-28", { A1: caseOf("2026-09-01") });

  test.each([false, true])(
    "whose reference date lies within a year removes nothing of the year before (replacing: %s)",
    async (replace) => {
      await files.bring([march]);
      const [report] = await files.bring([november], replace);
      expect(report).toMatchObject({ removed: 0, kept: 0, notes: [] });
      expect(await referredOn("A1")).toEqual(["2025-06-02", "2026-09-01"]);
      expect(await files.rows(SocialCareAssessment, { child: "A1" })).toHaveLength(1);
    },
  );

  test("without a record of its own year keeps the record and lists it, and removes it when that is asked for", async () => {
    await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02", closed + assessed) + caseOf("2026-02-01") })]);
    const corrected = censusOf("2026-03-31", { A1: caseOf("2026-02-01") });
    const [kept] = await files.bring([corrected]);
    expect(kept).toMatchObject({ changed: 0, removed: 0, kept: 3 });
    expect(kept?.notes).toEqual([
      "kept referral of 2025-06-02 of child A1, which the file does not have",
      "kept assessment of 2025-06-03 of child A1, which the file does not have",
      "kept assessment-entry of 2025-07-03 of child A1, which the file does not have",
    ]);
    expect(await referredOn("A1")).toEqual(["2025-06-02", "2026-02-01"]);
    const [replaced] = await files.bring([corrected], true);
    expect(replaced).toMatchObject({ changed: 0, removed: 3, kept: 0 });
    expect(replaced?.notes).toContain("removed referral of 2025-06-02 of child A1");
    expect(await referredOn("A1")).toEqual(["2026-02-01"]);
  });

  test("says nothing of what began after its reference date, nor of a child without cases", async () => {
    await files.bring([november]);
    await files.bring([march], true);
    expect(await referredOn("A1")).toEqual(["2025-06-02", "2026-09-01"]);
    const [report] = await files.bring([censusOf("2026-11-28", { A1: "" })], true);
    expect(report?.removed).toBe(0);
  });

  test("takes what an assessment no longer found about others with the assessment's own change", async () => {
    const found = (factors: string) =>
      censusOf("2026-03-31", {
        A1: caseOf(
          "2025-06-02",
          assessed.replace("</Assessments>", `<FactorsIdentifiedAtAssessment>${factors}</FactorsIdentifiedAtAssessment>$&`),
        ),
      });
    await files.bring([found("<AssessmentFactors>4A</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors>")]);
    const [report] = await files.bring([found("<AssessmentFactors>4A</AssessmentFactors>")]);
    expect(report).toMatchObject({ changed: 1, removed: 0, kept: 0 });
    expect((await files.rows(SocialCareAssessment, { child: "A1" })).map(({ subject }) => subject)).toEqual(["CHILD"]);
  });

  test("takes away a disability only when asked, and where it does not speak of disabilities never", async () => {
    const having = (codes: string) =>
      censusOf("2026-03-31", {
        A1: `<ChildCharacteristics><Disabilities>${codes}</Disabilities></ChildCharacteristics>${caseOf("2025-06-02")}`,
      });
    const disabilities = async () => (await files.rows(RecordedDisability, { child: "A1" })).map(({ disability }) => disability.code);
    await files.bring([having("<Disability>MOB</Disability>")]);
    await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02") })], true);
    const [report] = await files.bring([having("<Disability>NONE</Disability>")]);
    expect(report?.notes).toEqual(["kept disability MOB of child A1, which the file does not have"]);
    expect(await disabilities()).toEqual(["MOB"]);
    await files.bring([having("<Disability>NONE</Disability>")], true);
    expect(await disabilities()).toEqual([]);
  });
});

test.each([
  ["18A", "2020-06-03", "in"],
  ["18A", "2023-06-03", "in"],
  ["18A", "2024-06-03", "is a code of the list"],
  ["19A", "2024-06-03", "is a code of the list"],
  ["18C", "2023-06-03", "in"],
])("the factor %s of an assessment of %s: %s", async (factor, day, outcome) => {
  const factors = `<FactorsIdentifiedAtAssessment><AssessmentFactors>${factor}</AssessmentFactors></FactorsIdentifiedAtAssessment>`;
  const found = `<Assessments><AssessmentActualStartDate>${day}</AssessmentActualStartDate>${factors}</Assessments>`;
  const said = await files.bring([censusOf("2026-03-31", { A1: caseOf("2020-06-02", found) })]).then(() => "in", String);
  expect(said).toContain(outcome);
});

describe("referrals of one day", () => {
  const day = "2025-06-02";
  const noFurtherAction = caseOf(day, "<ReferralNFA>true</ReferralNFA>");

  test("come in beside each other where only one opened a case, in whatever order, and again without a change", async () => {
    await files.bring([censusOf("2026-03-31", { A1: noFurtherAction })]);
    await files.bring([censusOf("2026-03-31", { A1: noFurtherAction + caseOf(day) + noFurtherAction })]);
    const [report] = await files.bring([censusOf("2026-03-31", { A1: caseOf(day) + noFurtherAction + noFurtherAction })]);
    expect(report).toMatchObject({ added: 0, changed: 0, kept: 0 });
    const stored = await files.rows(SocialCareReferral, { child: "A1" });
    expect(stored.map(({ noFurtherAction: none }) => none).sort()).toEqual([false, true, true]);
    expect(await files.rows(CaseStatus, { child: "A1" })).toMatchObject([{ open: true, since: day }]);
  });

  test("are refused where two opened a case", async () => {
    await expect(files.bring([censusOf("2026-03-31", { A1: caseOf(day) + caseOf(day) })])).rejects.toThrow(
      `"${day}" is the day of another referral of the child that opened a case`,
    );
  });
});

describe("a child who died or moved away", () => {
  const closedFor = (reason: string) => `<CINclosureDate>2026-01-15</CINclosureDate><ReasonForClosure>${reason}</ReasonForClosure>`;
  const status = async () =>
    (await files.rows(CaseStatus, { child: "A1" })).map(({ open, departure, departedOn }) => [open, departure?.code ?? null, departedOn]);

  test.each([
    ["RC2", "DIED"],
    ["RC5", "OTHER-AUTHORITY"],
    ["RC7", null],
    ["RC1", null],
  ])("is told by the status of a case that was closed for %s: %s", async (reason, departure) => {
    await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02", closedFor(reason)) })]);
    expect(await status()).toEqual([[false, departure, departure === null ? null : "2026-01-15"]]);
  });

  test("is here again once a later referral is, unless they died", async () => {
    await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02", closedFor("RC5")) + caseOf("2026-02-02") })]);
    expect(await status()).toEqual([[true, null, null]]);
    const again = caseOf("2026-02-02", "<CINclosureDate>2026-03-02</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>");
    await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02", closedFor("RC5")) + again })]);
    expect(await status()).toEqual([[false, null, null]]);
    await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02", closedFor("RC2")) + caseOf("2026-02-02") })], true);
    expect(await status()).toEqual([[true, "DIED", "2026-01-15"]]);
  });

  test("is told by the day of death in a census, also while the case is open, and by the end of an episode of care", async () => {
    const census = censusOf("2026-03-31", { A1: caseOf("2025-06-02") });
    const death = census.replace("</LAchildID>", "</LAchildID><PersonDeathDate>2026-03-01</PersonDeathDate>");
    await files.bring([death]);
    expect(await status()).toEqual([[true, "DIED", "2026-03-01"]]);
    await files.clear();
    const columns = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n";
    await files.bring([census, `${columns}A1,01/07/2025,S,C2,N1,U4,PR1,10/02/2026,E2,\n`]);
    expect(await status()).toEqual([[true, "DIED", "2026-02-10"]]);
  });

  test("is told of by no status to those from whom the record that says so is withheld", async () => {
    const mark = "record,child,date,about_other,withheld_from_family\nreferral,A1,2025-06-02,no,yes\n";
    await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02", closedFor("RC2")) + caseOf("2024-02-02", "") }), mark]);
    const told = async () =>
      (await files.rows(CaseStatus, { child: "A1" }))
        .map(({ withheldFromFamily, departure }) => [withheldFromFamily, departure?.code ?? null])
        .sort();
    const toSome = [
      [false, null],
      [true, "DIED"],
    ];
    expect(await told()).toEqual(toSome);
    await files.clear();
    const columns = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n";
    const placed = `${columns}A1,01/07/2025,S,C2,N1,U4,PR1,10/02/2026,E2,\n`;
    await files.bring([
      censusOf("2026-03-31", { A1: caseOf("2025-06-02") }),
      placed,
      mark.replace("referral,A1,2025-06-02", "placement,A1,2025-07-01"),
    ]);
    expect(await told()).toEqual(toSome);
  });
});

test("a list without an allocation keeps it, and says so", async () => {
  const columns = "child,practitioner,team,from,until\n";
  await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02") })]);
  await files.bring([`${columns}A1,joanne.fry,North,2026-01-02,\n`]);
  const later = `${columns}A1,fiona.grant,North,2026-05-02,\n`;
  const [kept] = await files.bring([later]);
  expect(kept?.notes).toEqual(["kept allocation of 2026-01-02 of child A1, which the file does not have"]);
  expect(await files.rows(CaseAllocation, { child: "A1" })).toHaveLength(2);
  await files.bring([later], true);
  expect((await files.rows(CaseAllocation, { child: "A1" })).map(({ practitioner }) => practitioner)).toEqual(["fiona.grant"]);
});

test("an end that a file no longer has is kept and listed, once for all parts of a record, and goes when that is asked for", async () => {
  const ended = `${assessed.replace("</Assessments>", "<FactorsIdentifiedAtAssessment><AssessmentFactors>4A</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors></FactorsIdentifiedAtAssessment>$&")}`;
  await files.bring([censusOf("2026-03-31", { A1: caseOf("2025-06-02", closed + ended) })]);
  const open = censusOf("2025-07-01", { A1: caseOf("2025-06-02", ended.replace(/<AssessmentAuthorisationDate>.*Date>/, "")) });
  const values = [
    "closedOn (2026-01-15) of referral of 2025-06-02 of child A1, which the file leaves empty",
    "closureReason (RC7) of referral of 2025-06-02 of child A1, which the file leaves empty",
    "authorisedOn (2025-07-03) of assessment of 2025-06-03 of child A1, which the file leaves empty",
  ];
  const closedOn = async () => (await files.rows(SocialCareReferral, { child: "A1" })).map((one) => one.closedOn);
  const [kept] = await files.bring([open]);
  expect(kept).toMatchObject({ changed: 0, removed: 0, keptValues: 3, notes: values.map((value) => `kept ${value}`) });
  expect(await closedOn()).toEqual(["2026-01-15"]);
  const [gone] = await files.bring([open], true);
  expect(gone).toMatchObject({ removed: 3, keptValues: 0, notes: values.map((value) => `removed ${value}`) });
  expect(await closedOn()).toEqual([null]);
});

describe("placements across the years' files", () => {
  const header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,1,01/02/2012,WBRI,UN1,,\n";
  const columns = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n";
  const first = `${columns}C1,01/06/2024,S,C2,N1,U4,PR1,,,\n`;
  const second = `${columns}C1,01/06/2024,S,C2,N1,U4,PR1,10/05/2025,X1,CARPL\nC1,10/05/2025,P,C2,N1,K2,PR4,,,\n`;
  const third = `${columns}C1,01/11/2026,P,C2,N1,U4,PR1,,,\n`;
  const placements = async () =>
    (await files.rows(CarePlacement, { child: "C1" })).map(({ startedOn, endedOn }) => `${startedOn} ${endedOn ?? "open"}`).sort();

  test("leave one present placement, and say which one was ended by the next", async () => {
    await files.bring([header]);
    await files.bring([first]);
    await files.bring([second]);
    const [report] = await files.bring([third]);
    expect(report?.notes).toEqual([
      "ended the placement of 2025-05-10 of child C1 on 2026-11-01: it had no end, and then the next one began",
    ]);
    const all = ["2024-06-01 2025-05-10", "2025-05-10 2026-11-01", "2026-11-01 open"];
    expect(await placements()).toEqual(all);
    const [again] = await files.bring([second]);
    expect(again).toMatchObject({ added: 0, changed: 0, kept: 1 });
    expect(await placements()).toEqual(all);
    await files.bring([`${columns}C1,01/06/2025,P,C2,N1,K3,PR4,,,\n`]);
    expect(await placements()).toEqual(["2024-06-01 2025-05-10", "2025-05-10 2025-06-01", "2025-06-01 2026-11-01", "2026-11-01 open"]);
  });

  test("are read by the list of their own year", async () => {
    await files.bring([header]);
    const lists = `C1,01/06/2023,S,C2,N1,H5,PR4,01/06/2024,X1,CARPL\nC1,01/06/2024,P,C2,N1,Z1,PR4,01/06/2025,X1,CARPL\nC1,01/06/2025,P,C2,N1,K3,PR4,01/07/2026,X1,CARPL\nC1,01/07/2026,P,C2,N1,Z14,,,,\n`;
    expect(await files.bring([columns + lists])).toMatchObject([{ added: 4 }]);
  });

  test("do not tell by an end of a placement that is withheld", async () => {
    const marked = "record,child,date,about_other,withheld_from_family\nplacement,C1,2026-11-01,no,yes\n";
    await files.bring([header]);
    await files.bring([second]);
    const [, report] = await files.bring([third, marked]);
    expect(report?.notes).toEqual([expect.stringContaining("is left open beside the next one, whose mark would show")]);
    expect(await placements()).toContain("2025-05-10 open");
    await files.bring([marked.replace("no,yes", "no,no"), third]);
    expect(await placements()).toContain("2025-05-10 2026-11-01");
    await files.bring([marked]);
    expect(await placements()).toContain("2025-05-10 open");
  });

  test("are refused where two overlap and each has an end, and taken as the whole when that is asked for", async () => {
    await files.bring([header]);
    await files.bring([second]);
    const corrected = `${columns}C1,01/05/2024,S,C2,N1,U4,PR1,20/04/2025,E4A,\n`;
    await expect(files.bring([corrected])).rejects.toThrow(
      'line 2, child: "C1" has the placements of 2024-05-01 and of 2024-06-01 at once, with what is stored: mend the dates',
    );
    const [report] = await files.bring([corrected], true);
    expect(report?.removed).toBe(2);
    expect(await placements()).toEqual(["2024-05-01 2025-04-20"]);
  });
});

describe("files of every kind", () => {
  const families = "development/families/social-care";
  const whole = Object.fromEntries(
    readdirSync(families).map((name) => [name, readFileSync(join(families, name), "utf8").replace(/<!--.*-->/g, "")]),
  );

  test.each(["taken out", "left empty"] as const)(
    "change nothing of what is stored with every column and element %s that can be: nothing goes unasked",
    async (cut) => {
      await files.bring(Object.values(whole));
      const before = await files.everything();
      // Two episodes of one child without an end are refused.
      const { texts, cuts } = await shorter(socialCareImporter, whole, cut, ["dec"]);
      expect(cuts).toEqual(expect.arrayContaining(["children-in-need-census.xml CINclosureDate", "allocations.csv until"]));
      // A mark without a last day lasts, which is no removal.
      const marks = cut === "left empty" ? { "marks.csv": whole["marks.csv"] ?? "" } : {};
      const reports = await files.bring(Object.values({ ...texts, ...marks }));
      expect(await files.everything()).toEqual(before);
      expect(reports.some(({ keptValues }) => keptValues > 0)).toBe(true);
    },
  );
});
