import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../service/clock.ts";
import { runImport } from "../../subgraphs/kit/import/run.ts";
import { socialCareImporter } from "../../subgraphs/social-care/import/importer.ts";
import { socialCare } from "../../subgraphs/social-care/subgraph.ts";
import { openTestDatabase, type TestDatabase } from "../databases.ts";
import { readText } from "./read-text.ts";

const good = readFileSync("development/families/social-care/children-in-need-census.xml", "utf8");

/** The census of the demo families with one place changed. Fails if the place is not there, so that no test passes by changing nothing. */
function census(place: string, instead: string): string {
  expect(good).toContain(place);
  return good.replace(place, instead);
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split("\n").length;
}

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "childview-social-care-"));
  database = await openTestDatabase("social-care", [...socialCare.entities], [...socialCare.migrations]);
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Imports one file into a database that holds nothing else, checks that it is refused and that nothing was stored, and gives what was said. */
async function refused(text: string): Promise<string> {
  const path = join(folder, "file");
  writeFileSync(path, text);
  const outcome = await runImport({
    importer: socialCareImporter,
    dataSource: database.dataSource,
    clock: systemClock,
    files: [path],
    write: () => undefined,
  }).then(
    () => "it was imported",
    (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
  );
  for (const entity of socialCare.entities) expect(await database.dataSource.getRepository(entity).count()).toBe(0);
  return outcome;
}

describe("a census whose XML could attack its reader is refused unread", () => {
  test("one that names an external entity", async () => {
    const text = census("<!-- Made-up", `<!DOCTYPE Message [<!ENTITY file SYSTEM "file:///etc/passwd">]>\n<!-- Made-up`).replace(
      "LA20037",
      "&file;",
    );
    expect(await refused(text)).toBe(
      "file, line 2: is not XML that can be read: a document type or entity declaration (DOCTYPE) is never read",
    );
  });

  test("one whose entities expand without end", async () => {
    const lols = Array.from({ length: 9 }, (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level};`.repeat(10)}">`).join("\n");
    const text = census("<!-- Made-up", `<!DOCTYPE Message [<!ENTITY lol0 "lol">\n${lols}]>\n<!-- Made-up`).replace("LA20037", "&lol9;");
    expect(await refused(text)).toContain("line 2: is not XML that can be read: a document type");
  });

  test("one whose elements are nested without end", async () => {
    expect(await refused("<Message>".repeat(100_000))).toContain("elements are nested deeper than 16");
  });

  test("one that uses an entity that XML does not have", async () => {
    const text = census("LA20037", "&secret;");
    expect(await refused(text)).toContain(`line ${lineOf(text, "&secret;")}: is not XML that can be read: undefined entity`);
  });
});

describe("a census that cannot be right is refused with the line", () => {
  test("one that was cut short", async () => {
    const text = good.slice(0, good.indexOf("LA20296") + 20);
    expect(await refused(text)).toContain(`line ${text.split("\n").length}: is not XML that can be read: unclosed tag`);
  });

  test.each([
    ["<ReferralSource>1B<", "<ReferralSource>1Z<", 'element CINdetails/ReferralSource: "1Z" is not a code of the list'],
    ["<PrimaryNeedCode>N2<", "<PrimaryNeedCode>N10<", 'element CINdetails/PrimaryNeedCode: "N10" is not a code of the list'],
    ["<AssessmentFactors>4B<", "<AssessmentFactors>RB<", 'element FactorsIdentifiedAtAssessment/AssessmentFactors: "RB" is not a code'],
    ["<Disability>MOB<", "<Disability>FLY<", 'element Disabilities/Disability: "FLY" is not a code of the list'],
    ["<Disability>MOB<", "<Disability>NONE<", 'element Disabilities/Disability: "NONE" stands beside disabilities'],
    [
      "<InitialCategoryOfAbuse>NEG<",
      "<InitialCategoryOfAbuse><",
      'element ChildProtectionPlans/InitialCategoryOfAbuse: "" is empty and must not be',
    ],
    [
      "<CINclosureDate>2024-05-20<",
      "<CINclosureDate>2023-11-05<",
      'element CINdetails/CINclosureDate: "2023-11-05" is before the referral',
    ],
    ["<CINreferralDate>2025-09-08<", "<CINreferralDate>2025-02-30<", 'element CINdetails/CINreferralDate: "2025-02-30" is not a real date'],
    [
      "<CINPlanEndDate>2024-05-13<",
      "<CINPlanEndDate>2024-01-14<",
      'element CINPlanDates/CINPlanEndDate: "2024-01-14" is before the plan\'s start',
    ],
    [
      "<CPPendDate>2024-01-22<",
      "<CPPendDate>2023-05-29<",
      'element ChildProtectionPlans/CPPendDate: "2023-05-29" is before the plan\'s start',
    ],
    [
      "<PersonBirthDate>2020-03-09<",
      "<PersonBirthDate>2120-03-09<",
      'element ChildIdentifiers/PersonBirthDate: "2120-03-09" is in the future',
    ],
    [
      "<PersonBirthDate>2020-03-09</PersonBirthDate>",
      "<PersonBirthDate>2020-03-09</PersonBirthDate><PersonDeathDate>2020-03-08</PersonDeathDate>",
      'element ChildIdentifiers/PersonDeathDate: "2020-03-08" is before the child\'s birth',
    ],
    ["<UPN>C801299900001<", "<UPN>D801299900001<", 'element ChildIdentifiers/UPN: "D801299900001" is not a UPN'],
    ["<LAchildID>LA20148<", "<LAchildID>LA20037<", 'element ChildIdentifiers/LAchildID: "LA20037" stands twice in the file'],
    ["<ICPCnotRequired>false<", "<ICPCnotRequired>perhaps<", 'element Section47/ICPCnotRequired: "perhaps" is neither "yes" nor "no"'],
    ["<Collection>CIN<", "<Collection>CLA<", 'element CollectionDetails/Collection: "CLA" is not CIN'],
  ])("%s as %s", async (place, instead, said) => {
    const text = census(place, instead);
    expect(await refused(text)).toContain(said);
  });

  test("the line is the one on which the value stands, and the first one where there are several", async () => {
    const text = census("<CINclosureDate>2024-05-20<", "<CINclosureDate>soon<").replaceAll("<ReferralSource>6<", "<ReferralSource>66<");
    expect(await refused(text)).toContain(`line ${lineOf(text, "soon")}, element CINdetails/CINclosureDate: "soon" is not a real date`);
  });

  test("one in which a child has no identifier", async () => {
    const text = census("        <LAchildID>LA20185</LAchildID>\n", "");
    expect(await refused(text)).toContain(`line ${lineOf(text, "J801299900005") - 1}, element ChildIdentifiers/LAchildID: is missing`);
  });

  test("one in which a value that stands once stands twice", async () => {
    const text = census("<Sex>F</Sex>", "<Sex>F</Sex><UPN>C801299900001</UPN>");
    expect(await refused(text)).toContain("element ChildIdentifiers/UPN: stands here twice");
  });
});

describe("a list that cannot be right is refused with the line", () => {
  const allocations = "child,practitioner,team,from,until\n";
  const episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n";
  const header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";

  test.each([
    [`${allocations}LA1,joanne.fry,North,2026-01-01,\n`, 'line 2, child: "LA1" is no child whom this agency knows'],
    [
      `${allocations}LA1,joanne.fry,North,2026-01-02,2026-01-01\n`,
      'line 2, column "until": "2026-01-01" is before the allocation\'s start',
    ],
    [`${allocations}LA1,joanne.fry,North,2026-01-02,\nLA1,joanne.fry,South,2026-01-02,\n`, "line 3: is of the same record as line 2"],
    ["child,kind,hours_per_week,provider,from,until\nLA1,ACTIVITIES,200,Club,2026-01-01,\n", '"200" is no number of hours that a week has'],
    ["child,kind,assessed_on,profession\nLA1,CHILD-AND-FAMILY,2026-01-01,Social worker\n", "comes with the children in need census"],
    [
      `${episodes}LA1,01/02/2026,S,C9,N1,U4,PR1,,,\n`,
      'line 2, column "ls": "C9" is not a code of the list "DfE SSDA903: legal status" (C1, C2, D1',
    ],
    [`${episodes}LA1,01/02/2026,S,C2,N1,U4,PR1,31/01/2026,X1,\n`, 'column "dec": "31/01/2026" is before the episode\'s start'],
    [`${episodes}LA1,01/02/2026,S,C2,N1,U4,PR1,02/02/2026,,\n`, "an episode has both an end and a reason for it, or neither"],
    [`${episodes}LA1,01/04/2025,S,C2,N1,H5,PR1,,,\n`, '"H5" is a code of the list "DfE SSDA903: placement type" until 2025-03-31 alone'],
    [
      `${episodes}LA1,01/02/2021,S,C2,N1,K3,PR1,01/02/2022,E8,\n`,
      '"K3" is a code of the list "DfE SSDA903: placement type" from 2023-04-28 on',
    ],
    [`${episodes}LA1,01/02/2021,S,C2,N9,K2,PR1,,,\n`, '"N9" is not a code of the list "DfE SSDA903: category of need" (N1, N2'],
    [`${header}LA1,1,30/02/2012,WBRI,,0,\n`, 'column "dob": "30/02/2012" is not a real date'],
    [`${header}LA1,1,01/02/2012,WBRI,B000000000000,0,\n`, 'column "upn": "B000000000000" is not a UPN'],
    [
      "record,child,date,about_other,withheld_from_family\ndiary,LA1,2026-01-01,no,yes\n",
      '"diary" is not a kind of record that can be marked',
    ],
    ["name,colour\nx,y\n", "is none of the files that social care takes"],
  ])("%j", async (text, said) => {
    expect(await refused(text)).toContain(said);
  });

  test("episodes of one child that lie within each other", async () => {
    const path = join(folder, "header.csv");
    const text = `${episodes}LA9,01/02/2026,S,C2,N1,U4,PR1,,,\nLA9,01/03/2026,P,C2,N1,U4,PR1,,,\n`;
    writeFileSync(path, `${header}LA9,1,01/02/2012,WBRI,,0,\n`);
    const episodesPath = join(folder, "episodes.csv");
    writeFileSync(episodesPath, text);
    const files = [path, episodesPath];
    await expect(
      runImport({ importer: socialCareImporter, dataSource: database.dataSource, clock: systemClock, files, write: () => undefined }),
    ).rejects.toThrow('episodes.csv, line 3, column "decom": "2026-03-01" lies within the episode of line 2, which has no end');
  });
});

test("elements, attributes and texts that are not known are counted and said", async () => {
  const text = census("<Sex>F</Sex>", "<Sex>F</Sex><Nickname>May</Nickname>")
    .replaceAll("<CINdetails>", "<CINdetails><PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate></PreProceedingsandFGDM>")
    .replace("<Children>", '<Children xmlns:x="urn:x" total="7">stray');
  expect(await readText(socialCareImporter, "census.xml", text)).toEqual([
    { what: "attribute Children/@total", count: 1 },
    { what: "element CINdetails/PreProceedingsandFGDM and what is in it", count: 9 },
    { what: "element ChildCharacteristics/Ethnicity", count: 7 },
    { what: "element ChildIdentifiers/Nickname", count: 1 },
    { what: "element ChildIdentifiers/Sex", count: 7 },
    { what: "element CollectionDetails/Year", count: 1 },
    { what: "element Header/Source and what is in it", count: 1 },
    { what: "text in Children", count: 1 },
  ]);
});

test("reviews of a child-protection plan are read in the older nesting too", async () => {
  const text = census("<Reviews>", "<CPPreviews><CPPreview>").replace("</Reviews>", "</CPPreview></CPPreviews>");
  expect((await readText(socialCareImporter, "census.xml", text)).filter(({ what }) => what.includes("Review"))).toEqual([]);
});
