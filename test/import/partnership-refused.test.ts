import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ImportRefused } from "../../subgraphs/kit/import/refused.ts";
import type { TestDatabase } from "../databases.ts";
import { demoFiles, everything, fileOf, headerOf, importFiles, openPartnership } from "./partnership-world.ts";

let database: TestDatabase;
let folder: string;
let before: unknown;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "childview-import-"));
  database = await openPartnership();
  await importFiles(database.dataSource, await demoFiles());
  before = await everything(database.dataSource);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function expectRefused(path: string, message: string): Promise<void> {
  const refusal: unknown = await importFiles(database.dataSource, [path]).catch((cause: unknown) => cause);
  expect(refusal).toBeInstanceOf(ImportRefused);
  expect(refusal).toMatchObject({ code: "IMPORT_REFUSED", message });
  expect(await everything(database.dataSource)).toEqual(before);
}

const consentStart = "c-1,CV-1001,samira.ahmed,holder";
const consentEnd = "2026-11-02T10:00:00Z,Fiona Grant,Form";

/** Each: the file, a row that is right, the row on line 3 that is not, and what is said. */
const badRows: [string, string, string, string][] = [
  [
    "children.csv",
    "CV-9001,A,B,,2020-01-01,F,",
    "CV-9002,A,B,,2021-02-29,F,",
    'column "dateOfBirth": "2021-02-29" is not a real date, written YYYY-MM-DD or dd/mm/yyyy',
  ],
  ["children.csv", "CV-9001,A,B,,2020-01-01,F,", "CV-9002,A,B,,2026-11-22,F,", 'column "dateOfBirth": "2026-11-22" is in the future'],
  ["children.csv", "CV-9001,A,B,,2020-01-01,F,", "CV-9002,,B,,2020-01-01,F,", 'column "givenNames": "" is empty and must not be'],
  ["children.csv", "CV-9001,A,B,,2020-01-01,F,", "CV-9002,A,B,,2020-01-01,X,", 'column "sex": "X" is not a sex as registered (F, M, U, I)'],
  ["children.csv", "CV-9001,A,B,,2020-01-01,F,", "CV-9001,C,D,,2020-01-01,M,", 'column "id": "CV-9001" repeats line 2'],
  [
    "children.csv",
    "CV-9001,A,B,,2020-01-01,F,",
    "CV 9002,A,B,,2020-01-01,F,",
    'column "id": "CV 9002" is not a key (letters, digits, dots, hyphens; 64 at most)',
  ],
  [
    "identifiers.csv",
    "CV-1010,NHS_NUMBER,9990001987,active",
    "CV-1010,LA_CHILD_ID,LA 1,active",
    'column "value": "LA 1" is not an identifier (letters, digits and hyphens, 36 at most)',
  ],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-1010,NHS_NUMBER,9990001074,active",
    'column "value": "9990001074" is not an NHS number (ten digits, the last a check digit)',
  ],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-1014,UPN,A801299900001,active",
    'column "value": "A801299900001" is not a UPN (a check letter and twelve digits)',
  ],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-1010,PASSPORT,1,active",
    'column "system": "PASSPORT" is not an identifier system (UPN, NHS_NUMBER, LA_CHILD_ID)',
  ],
  ["identifiers.csv", "CV-1010,LA_CHILD_ID,LA1,active", "CV-1011,LA_CHILD_ID,LA1,active", 'column "value": "LA1" repeats line 2'],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-1011,LA_CHILD_ID,LA20037,active",
    'column "value": "LA20037" is another child\'s identifier',
  ],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-1001,LA_CHILD_ID,LA2,active",
    'column "value": "LA2" would be the child\'s second LA_CHILD_ID; sever the other first',
  ],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-1010,LA_CHILD_ID,LA2,active",
    'column "value": "LA2" would be the child\'s second LA_CHILD_ID; sever the other first',
  ],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-1014,UPN,C801299999905,active",
    'column "value": "C801299999905" was severed and cannot be given to a child again',
  ],
  ["identifiers.csv", "CV-1010,LA_CHILD_ID,LA1,active", ",UPN,P207000016049,active", 'column "child": "" is empty and must not be'],
  [
    "identifiers.csv",
    "CV-1010,LA_CHILD_ID,LA1,active",
    "CV-9999,UPN,P207000016049,active",
    'column "child": "CV-9999" is no child of the index',
  ],
  [
    "addresses.csv",
    "CV-1010,1 Way,ZZ9 1AA,,,2026-01-01,",
    "CV-1010,1 Way,ZZ99AAA,,,2026-02-01,",
    'column "postcode": "ZZ99AAA" is not a postcode',
  ],
  [
    "addresses.csv",
    "CV-1010,1 Way,ZZ9 1AA,,,2026-01-01,",
    "CV-1010,;,ZZ9 1AA,,,2026-02-01,",
    'column "lines": ";" is empty and must not be',
  ],
  [
    "addresses.csv",
    "CV-1010,1 Way,ZZ9 1AA,,,2026-01-01,",
    "CV-1010,1 Way,ZZ9 1AA,12 ab,,2026-02-01,",
    'column "telephone": "12 ab" is not a telephone number',
  ],
  [
    "addresses.csv",
    "CV-1010,1 Way,ZZ9 1AA,,,2026-01-01,",
    "CV-1010,1 Way,ZZ9 1AA,,x at y,2026-02-01,",
    'column "email": "x at y" is not an e-mail address',
  ],
  [
    "addresses.csv",
    "CV-1010,1 Way,ZZ9 1AA,,,2026-01-01,",
    "CV-1010,1 Way,ZZ9 1AA,,,2026-02-02,2026-02-01",
    'column "until": "2026-02-01" is before the day on which it begins',
  ],
  ["persons.csv", "x.y,X Y,,", "x.y,X Y again,,", 'column "id": "x.y" repeats line 2'],
  [
    "family.csv",
    "CV-1010,kath.bell,other-carer,no,2026-01-01,",
    "CV-1010,kath.bell,friend,no,2026-01-01,",
    'column "kind": "friend" is not a kind of relation (mother, father, adoptive-mother, adoptive-father, step-mother, step-father, grandparent, special-guardian, foster-carer, other-carer, local-authority, self)',
  ],
  [
    "family.csv",
    "CV-1010,kath.bell,other-carer,no,2026-01-01,",
    "CV-1010,nobody,mother,yes,2026-01-01,",
    'column "person": "nobody" is no person of the index',
  ],
  [
    "family.csv",
    "CV-1010,kath.bell,other-carer,no,2026-01-01,",
    "CV-1010,erik.lindqvist,father,perhaps,2026-01-01,",
    'column "parentalResponsibility": "perhaps" is neither "yes" nor "no"',
  ],
  [
    "family.csv",
    "CV-1010,kath.bell,other-carer,no,2026-01-01,",
    "CV-1004,jordan.clarke,self,yes,2026-01-01,",
    'column "parentalResponsibility": "yes" cannot be held for oneself',
  ],
  ["practitioners.csv", "a.b,A B,senco,education,,,", "c.d,C D,senco,health,,,", 'column "role": "senco" is not a role of that agency'],
  [
    "practitioners.csv",
    "a.b,A B,senco,education,,,",
    "c.d,C D,senco,police,,,",
    'column "agency": "police" is not an agency (education, health, social-care)',
  ],
  [
    "team.csv",
    "CV-1010,helen.marsh,education,SENCO,no,2026-01-01,,",
    "CV-1010,no.body,education,SENCO,no,2026-01-01,,",
    'column "practitioner": "no.body" is no practitioner of the index',
  ],
  [
    "team.csv",
    "CV-1010,helen.marsh,education,SENCO,no,2026-01-01,,",
    "CV-1010,helen.marsh,education,SENCO,no,2026-01-02,2026-01-01,",
    'column "until": "2026-01-01" is before the day on which it begins',
  ],
  [
    "team.csv",
    "CV-1010,helen.marsh,education,SENCO,yes,2026-01-01,2026-06-30,",
    "CV-1010,tom.okoro,education,Class teacher,yes,2026-06-30,,",
    'column "practitioner": "tom.okoro" would lead beside "helen.marsh", and a child has one lead practitioner at a time',
  ],
  [
    "team.csv",
    "CV-1010,helen.marsh,education,SENCO,no,2026-01-01,,",
    "CV-1001,helen.marsh,education,SENCO,yes,2026-01-01,,",
    'column "practitioner": "helen.marsh" would lead beside "fiona.grant", and a child has one lead practitioner at a time',
  ],
  [
    "services.csv",
    "CV-1010,health,School Nursing,2026-01-01,",
    "CV-1010,police,Cadets,2026-01-01,",
    'column "agency": "police" is not an agency (education, health, social-care)',
  ],
  [
    "about-me.csv",
    "CV-1010,a,b,c,d,2026-01-01,Sofia",
    "CV-1010,a,b,c,d,2027-01-01,Sofia",
    'column "recordedOn": "2027-01-01" is in the future',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `c-2,CV-1001,samira.ahmed,holder,given,health.feelings,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'column "categories": "health.feelings" holds "health.feelings", which is not a category',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `c-2,CV-1001,samira.ahmed,holder,given,health.gp,police,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'column "recipients": "police" holds "police", which is not an agency (education, health, social-care, family), nor a role or a person of one',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education/role/senco;family;family/role/parent,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `c-2,CV-1001,samira.ahmed,holder,given,health.gp,health/role/senco,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'column "recipients": "health/role/senco" holds "health/role/senco", which is not a role of that agency',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education/person/helen.marsh,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `c-2,CV-1001,samira.ahmed,holder,given,health.gp,education/helen.marsh,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'column "recipients": "education/helen.marsh" holds "education/helen.marsh", which is not an agency (education, health, social-care, family), nor a role or a person of one',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `c-2,CV-1001,samira.ahmed,holder,given,health.gp,education,CURIOSITY,2026-11-02,,${consentEnd}`,
    'column "purposes": "CURIOSITY" holds "CURIOSITY", which is not a purpose (DIRECT_SUPPORT, EHC_ASSESSMENT, ANNUAL_REVIEW, SAFEGUARDING, FAMILY_ACCESS, GOVERNANCE)',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `c-2,CV-1001,samira.ahmed,holder,given,health.gp,education,DIRECT_SUPPORT,2026-11-02,2026-11-01,${consentEnd}`,
    'column "validUntil": "2026-11-01" is before the day on which it begins',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `${consentStart},given,health.therapies,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'column "at": "2026-11-02T10:00:00.000Z" repeats line 2',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    "c-2,CV-1001,samira.ahmed,holder,given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,2026-11-02,Fiona Grant,Form",
    'column "at": "2026-11-02" is not a date and time with its offset, like 2026-09-14T09:30:00Z',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `c-2,CV-1001,samira.ahmed,holder,withdrawn,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'column "consent": "c-2" begins with "withdrawn", before it was given or refused',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    `novak-leo-father,CV-1003,jana.novak,holder,given,health.mental-health,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'column "consent": "novak-leo-father" is a consent about another child or of another person',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    'ahmed-maya-health,CV-1001,samira.ahmed,holder,given,health.therapies;health.development;health.conditions;health.allergies,education,DIRECT_SUPPORT;EHC_ASSESSMENT;ANNUAL_REVIEW,2026-03-02,,2026-03-02T10:15:00Z,"Fiona Grant, lead practitioner",Form signed at the team meeting of 2 March 2026',
    'column "consent": "ahmed-maya-health" is changed; what was said stays, so add a new event',
  ],
  [
    "consents.csv",
    `${consentStart},given,health.gp,education,DIRECT_SUPPORT,2026-11-02,,${consentEnd}`,
    "novak-leo-father,CV-1003,petr.novak,holder,given,health.mental-health,education,DIRECT_SUPPORT,2026-02-11,,2026-02-11T09:30:00Z,Somebody,Form",
    'column "consent": "novak-leo-father" is changed; what was said stays, so add a new event',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,SEN_SUPPORT,opened,,2026-01-01,",
    "p-1,CV-1010,SEN_SUPPORT,recorded,,2026-02-01,",
    'column "milestone": "" must say what was reached where one is recorded, and nothing for the other events',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,SEN_SUPPORT,opened,,2026-01-01,",
    "p-1,CV-1010,SEN_SUPPORT,recorded,MEETING_HELD,2026-02-01,",
    'column "milestone": "MEETING_HELD" is none of this process',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,EHC_ASSESSMENT,opened,,2026-01-01,",
    "p-1,CV-1010,EHC_ASSESSMENT,recorded,ADVICE_ASKED,2026-02-01,",
    'column "agency": "" must name whose advice was asked or given, and nobody for what is about no agency',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,EHC_ASSESSMENT,opened,,2026-01-01,",
    "p-1,CV-1010,EHC_ASSESSMENT,closed,,2025-12-31,",
    'column "process": "p-1" has an event before the day on which it was opened',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,EHC_ASSESSMENT,opened,,2026-01-01,",
    "p-2,CV-1010,EHC_ASSESSMENT,closed,,2026-02-01,",
    'column "process": "p-2" never began: an event of it has to say that it was opened',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,EHC_ASSESSMENT,opened,,2026-01-01,",
    "clarke-jordan-ehc,CV-1004,EHC_ASSESSMENT,closed,,2021-02-03,",
    'column "process": "clarke-jordan-ehc" ends twice; what was said stays',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,EHC_ASSESSMENT,opened,,2026-01-01,",
    "clarke-jordan-move,CV-1010,PHASE_TRANSFER,closed,,2026-11-01,",
    'column "process": "clarke-jordan-move" is a process of another child or of another kind',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,EHC_ASSESSMENT,opened,,2026-01-01,",
    "p-2,CV-1001,EHC_ASSESSMENT,opened,,2026-11-01,",
    'column "process": "p-2" is open beside another of the same kind, and a child has one of each',
  ],
  [
    "processes.csv",
    "p-1,CV-1010,EHC_ASSESSMENT,opened,,2026-01-01,",
    "p-2,CV-1013,ANNUAL_REVIEW,opened,,2027-01-01,",
    'column "on": "2027-01-01" is in the future',
  ],
  [
    "restrictions.csv",
    "CV-1010,shielded,,,health,,,,ground,author,2026-01-01,",
    "CV-1010,court-order,,,health,ZZ1,2026-01-01,,ground,author,2026-01-01,",
    'column "person": "" must name whom a court order binds, and nobody for the other kinds',
  ],
  [
    "restrictions.csv",
    "CV-1010,shielded,,,health,,,,ground,author,2026-01-01,",
    "CV-1010,serious-harm,,,health,,,,ground,author,2026-01-01,",
    'column "categories": "" must name what is withheld because of serious harm, and nothing for the other kinds',
  ],
  [
    "restrictions.csv",
    "CV-1010,shielded,,,health,,,,ground,author,2026-01-01,",
    "CV-1010,court-order,no.body,,health,ZZ1,2026-01-01,,ground,author,2026-01-01,",
    'column "person": "no.body" is no person of the index',
  ],
  [
    "restrictions.csv",
    "CV-1010,shielded,,,health,,,,ground,author,2026-01-01,",
    "CV-1010,court-order,erik.lindqvist,,health,,,,ground,author,2026-01-01,",
    'column "reference": "" and orderedOn must say which order of a court it is, and nothing for the other kinds',
  ],
  [
    "team.csv",
    "CV-1010,helen.marsh,education,SENCO,no,2026-01-01,,",
    "CV-1010,tom.okoro,health,Teacher,no,2026-01-01,,",
    'column "agency": "health" is not the agency that "tom.okoro" works for',
  ],
];

describe("one row that cannot be right keeps its whole file out, and is named with line, value and reason", () => {
  test.each(badRows)("%s: %s then %s", async (name, good, bad, message) => {
    await expectRefused(await fileOf(folder, name, `${await headerOf(name)}\n${good}\n${bad}\n`), `${name}, line 3, ${message}`);
  });
});

test("a child who died before they were born keeps the whole file out", async () => {
  const file = await fileOf(folder, "children.csv", "id,givenNames,familyName,dateOfBirth,diedOn\nCV-9001,A,B,2020-01-02,2020-01-01\n");
  await expectRefused(file, `children.csv, line 2, column "diedOn": "2020-01-01" is before the child's birth`);
});

describe("a file that is not what it should be is refused", () => {
  const header = "id,name,telephone,email\n";
  const remedy = "save it in UTF-8 (in a spreadsheet, as “CSV UTF-8”) and import it again";
  const files: [string, string, string | Uint8Array, string][] = [
    [
      "of another kind",
      "notes.csv",
      "a,b\n1,2\n",
      "notes.csv: is none of the files that are known here, by its name or its columns (children.csv, persons.csv, practitioners.csv, identifiers.csv, addresses.csv, family.csv, team.csv, services.csv, about-me.csv, consents.csv, restrictions.csv, processes.csv)",
    ],
    [
      "that is a spreadsheet",
      "persons.csv",
      new Uint8Array([0x50, 0x4b, 3, 4, 0, 0xff]),
      `persons.csv: is a spreadsheet or an archive, not a text file: ${remedy}`,
    ],
    [
      "in Windows-1252",
      "persons.csv",
      Buffer.from(`${header}x.y,Zoë,,\n`, "latin1"),
      `persons.csv, line 2: "x.y,Zoë,," is not in UTF-8 but, as it seems, in Windows-1252: ${remedy}`,
    ],
    [
      "in UTF-16",
      "persons.csv",
      Buffer.from(`\uFEFF${header}`, "utf16le"),
      `persons.csv, line 1: is in UTF-16, and not in UTF-8: ${remedy}`,
    ],
    [
      "with a NUL",
      "persons.csv",
      `${header}x.y,X\0Y,,\n`,
      `persons.csv, line 2: holds a zero byte, as UTF-16 does, and is not text in UTF-8: ${remedy}`,
    ],
    [
      "with semicolons",
      "persons.csv",
      '"id";"name";telephone;email\nx.y;X;;\n',
      "persons.csv, line 1: has semicolons between its columns, where commas have to stand: save it as “CSV UTF-8” with commas and import it again",
    ],
    [
      "with tabs, and a name that does not tell its kind",
      "export.csv",
      "id\tname\ttelephone\temail\nx.y\tX\t\t\n",
      "export.csv, line 1: has tabs between its columns, where commas have to stand: save it as “CSV UTF-8” with commas and import it again",
    ],
    ["that is empty", "persons.csv", "\n \n", "persons.csv: is empty"],
    ["without a column", "persons.csv", "id,telephone\nx.y,\n", 'persons.csv, line 1, column "name": is missing'],
    ["with a column twice", "persons.csv", "id,name,NAME\nx.y,X Y,X Z\n", 'persons.csv, line 1, column "name": stands twice in the header'],
    ["with a row too short", "persons.csv", `${header}x.y,X Y,,\nz.y,Z Y\n`, "persons.csv, line 3: has 2 fields where the header has 4"],
    [
      "with an open quote",
      "persons.csv",
      `${header}x.y,X Y,,\nz.y,"Z Y,,\n`,
      "persons.csv, line 3: a quote is not closed, or stands inside a field",
    ],
    [
      "with a bad row after a quoted line break",
      "persons.csv",
      `${header}x.y,"X\nY",,\nz.y,,,\n`,
      'persons.csv, line 4, column "name": "" is empty and must not be',
    ],
  ];
  test.each(files)("%s", async (_, name, content, message) => {
    await expectRefused(await fileOf(folder, name, content), message);
  });

  test("that is not there, or larger than 64 MiB", async () => {
    const missing = importFiles(database.dataSource, [join(folder, "nowhere.csv")]);
    await expect(missing).rejects.toMatchObject({
      code: "IMPORT_REFUSED",
      message: expect.stringMatching(/^nowhere\.csv: cannot be read/),
    });
    await expectRefused(await fileOf(folder, "persons.csv", Buffer.alloc(64 * 1024 * 1024 + 1, "x")), "persons.csv: is larger than 64 MiB");
  });

  test("that has more of a child, or of what one person said, than a childhood needs", async () => {
    const words = Array.from({ length: 1001 }, (_, n) => {
      const at = new Date(Date.UTC(2021, 0, 1) + n * 60_000).toISOString();
      return `many-${String(n)},CV-1001,samira.ahmed,holder,given,health.gp,education,DIRECT_SUPPORT,2021-01-01,,${at},Fiona Grant,Form`;
    });
    const consents = await fileOf(folder, "consents.csv", [await headerOf("consents.csv"), ...words, ""].join("\n"));
    const reason = expect.stringMatching(/^consents\.csv, line \d+, column "child": "CV-1001" would have more than 1000 rows in files/);
    await expectRefused(consents, reason as unknown as string);
    const team = Array.from(
      { length: 501 },
      (_, n) => `CV-1010,helen.marsh,education,SENCO,no,${new Date(Date.UTC(2010, 0, 1 + n)).toISOString().slice(0, 10)},,`,
    );
    const teams = await fileOf(folder, "team.csv", [await headerOf("team.csv"), ...team, ""].join("\n"));
    await expectRefused(teams, expect.stringMatching(/^team\.csv, line \d+.* would have more than 500 rows/) as unknown as string);
  });

  test("and the files before it stay stored, those after it are not touched", async () => {
    const good = await fileOf(
      join(folder, "good"),
      "services.csv",
      `${await headerOf("services.csv")}\nCV-1010,health,School Nursing,2026-01-01,\n`,
    );
    const bad = await fileOf(join(folder, "bad"), "about-me.csv", `${await headerOf("about-me.csv")}\nCV-1010,a,b,c,d,never,Sofia\n`);
    const never = await fileOf(
      join(folder, "never"),
      "restrictions.csv",
      `${await headerOf("restrictions.csv")}\nCV-1010,shielded,,,health,,,,g,a,2026-01-01,\n`,
    );
    await expect(importFiles(database.dataSource, [never, bad, good])).rejects.toMatchObject({
      refusal: { file: "about-me.csv", line: 2 },
    });
    const [services, restrictions] = await Promise.all(
      ["service_involvement", "restriction"].map((table) =>
        database.dataSource.query(`SELECT count(*)::int AS rows FROM ${table} WHERE child = 'CV-1010'`),
      ),
    );
    expect([services, restrictions]).toEqual([[{ rows: 2 }], [{ rows: 0 }]]);
  });
});
