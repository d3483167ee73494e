import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TestDatabase } from "../databases.ts";
import { everything, familyFiles, importFiles, importTexts, openEducation } from "./education-files.ts";

const maya = "C801299900001";
const jordan = "V801299900004";
const stranger = "H801299900099";

/** A file that cannot be right, as its lines, and what the refusal says after the file's name. */
interface Bad {
  readonly because: string;
  readonly lines: readonly string[];
  readonly says: string;
}

const enrolment = "UPN,URN,SchoolName,SchoolType,NCyearActual,EnrolStatus,EntryDate,LeavingDate";
const attendance =
  "UPN,URN,AcademicYear,Period,StartDate,EndDate,SessionsPossible,SessionsAttended,SessionsAuthorised,SessionsUnauthorised";
const suspensions = "UPN,URN,ExclusionCategory,ExclusionReason,ExclusionStartDate,Sessions";
const person = "persontableid,upn,personbirthdate";
const requests = "requeststableid,persontableid,receiveddate,requestoutcome,requestoutcomedate";
const assessment = "assessmenttableid,requeststableid,assessmentoutcome,assessmentoutcomedate";
const namedPlan = "namedplantableid,assessmenttableid,startdate,ceasedate,ceasereason";
const activePlans = "activeplanstableid,requeststableid,reviewmeeting,reviewoutcome,lastreview";
const placementDetail = "placementdetailtableid,activeplanstableid,urn,sensetting,placementrank,entrydate,leavingdate";
const senNeed = "senneedtableid,activeplanstableid,sentype,sentyperank";
const plans = "UPN,Cycle,StartedOn,ReviewedOn";
const targets = "UPN,Cycle,Number,Target,Progress";

const bad: readonly Bad[] = [
  {
    because: "a UPN's check letter is wrong",
    lines: [enrolment, `${maya},990101,Marlbeck,PRIMARY,2,C,2024-09-03,`, "A801299900001,990101,Marlbeck,PRIMARY,2,C,2024-09-03,"],
    says: 'line 3, column "UPN": "A801299900001" is not a UPN',
  },
  {
    because: "a temporary UPN's check letter is wrong",
    lines: [enrolment, "M80129990000A,990101,Marlbeck,PRIMARY,2,C,2024-09-03,"],
    says: 'line 2, column "UPN": "M80129990000A" is not a UPN',
  },
  {
    because: "a school's number has too few digits",
    lines: [enrolment, `${maya},9901,Marlbeck,PRIMARY,2,C,2024-09-03,`],
    says: 'line 2, column "URN": "9901" is not a URN of 6 digits',
  },
  {
    because: "a day does not exist",
    lines: [enrolment, `${maya},990101,Marlbeck,PRIMARY,2,C,2025-02-30,`],
    says: 'line 2, column "EntryDate": "2025-02-30" is not a real date',
  },
  {
    because: "a child left before they came",
    lines: [enrolment, `${maya},990101,Marlbeck,PRIMARY,2,C,2024-09-03,2024-09-02`],
    says: 'line 2, column "LeavingDate": "2024-09-02" is before EntryDate (2024-09-03)',
  },
  {
    because: "a year group is not on the list",
    lines: [enrolment, `${maya},990101,Marlbeck,PRIMARY,15,C,2024-09-03,`],
    says: 'line 2, column "NCyearActual": "15" is not a year group',
  },
  {
    because: "a code is the name of something every object has",
    lines: [enrolment, `${maya},990101,Marlbeck,constructor,2,C,2024-09-03,`],
    says: 'line 2, column "SchoolType": "constructor" is not a kind of setting',
  },
  {
    because: "an enrolment is given twice",
    lines: [enrolment, `${maya},990101,Marlbeck,PRIMARY,2,C,2024-09-03,`, "", `${maya},990101,Marlbeck,PRIMARY,1,C,03/09/2024,`],
    says: `line 4, column "UPN": "${maya}" stands in a row that repeats line 2`,
  },
  {
    because: "a mark is neither yes nor no",
    lines: [`${enrolment},AboutOther`, `${maya},990101,Marlbeck,PRIMARY,2,C,2024-09-03,,perhaps`],
    says: 'line 2, column "AboutOther": "perhaps" is neither "yes" nor "no"',
  },
  {
    because: "more sessions were attended and missed than there were",
    lines: [attendance, `${maya},990101,2023/24,AUT,2023-09-05,2023-12-15,138,130,6,3`],
    says: 'line 2, column "SessionsPossible": "138" is less than attended and absent together (139)',
  },
  {
    because: "a count is negative",
    lines: [attendance, `${maya},990101,2023/24,AUT,2023-09-05,2023-12-15,138,-1,0,0`],
    says: 'line 2, column "SessionsAttended": "-1" is not a whole number',
  },
  {
    because: "half a term is counted again in its term",
    lines: [
      attendance,
      `${maya},990101,2023/24,AUT1,2023-09-05,2023-10-20,68,68,0,0`,
      `${maya},990101,2023/24,AUT,2023-09-05,2023-12-15,138,138,0,0`,
    ],
    says: 'line 3, column "StartDate": "2023-09-05" is within the period of line 2',
  },
  {
    because: "attendance is given before it can be",
    lines: [attendance, `${maya},990101,2098/99,AUT,2098-09-05,2098-12-15,138,138,0,0`],
    says: 'line 2, column "StartDate": "2098-09-05" lies in the future',
  },
  {
    because: "no enrolment or person file ever named the child",
    lines: [
      attendance,
      `${maya},990101,2023/24,AUT,2023-09-05,2023-12-15,138,138,0,0`,
      `${stranger},990101,2023/24,AUT,2023-09-05,2023-12-15,138,138,0,0`,
    ],
    says: `line 3, column "UPN": "${stranger}" is the UPN of no known child`,
  },
  {
    because: "a suspension has an unknown reason",
    lines: [suspensions, `${maya},990101,SUSP,ZZ,2026-10-13,4`],
    says: 'line 2, column "ExclusionReason": "ZZ" is not an exclusion reason',
  },
  {
    because: "a suspension has no length",
    lines: [suspensions, `${maya},990101,SUSP,DB,2026-10-13,`],
    says: 'line 2, column "Sessions": "" is missing',
  },
  {
    because: "a permanent exclusion has a length",
    lines: [suspensions, `${maya},990101,PERM,DB,2026-10-13,4`],
    says: 'line 2, column "Sessions": "4" is given for a permanent exclusion',
  },
  {
    because: "a suspension is longer than the law allows",
    lines: [suspensions, `${maya},990101,SUSP,DB,2026-10-13,91`],
    says: 'line 2, column "Sessions": "91" is more than the 90 sessions',
  },
  {
    because: "a kind of provision is not on the list",
    lines: ["UPN,SENprovision,SENprovisionStartDate", `${maya},S,2025-01-13`],
    says: 'line 2, column "SENprovision": "S" is not a kind of SEN provision (E, K, N)',
  },
  {
    because: "two needs have the same rank",
    lines: ["UPN,SENtypeRank,SENtype", `${maya},1,SLCN`, `${maya},1,PD`],
    says: 'line 3, column "SENtypeRank": 1 stands in a row that repeats line 2',
  },
  {
    because: "a plan was reviewed before it began",
    lines: [plans, `${maya},4,2026-09-14,2026-09-01`],
    says: 'line 2, column "ReviewedOn": "2026-09-01" is before StartedOn (2026-09-14)',
  },
  {
    because: "a target belongs to no plan",
    lines: [targets, `${maya},9,1,Read a book,GOOD`],
    says: 'line 2, column "Cycle": 9 is the cycle of no plan of this child',
  },
  {
    because: "progress is given in words of one's own",
    lines: [targets, `${maya},3,1,Read a book,splendid`],
    says: 'line 2, column "Progress": "splendid" is not a degree of progress',
  },
  {
    because: "an assessment was made in the future",
    lines: ["UPN,Kind,AssessedOn,Profession", `${maya},EP_ASSESSMENT,2098-01-05,Educational psychologist`],
    says: 'line 2, column "AssessedOn": "2098-01-05" lies in the future',
  },
  {
    because: "a person is born in the future",
    lines: [person, `10541,${maya},2098-Mar-09 00:00:00`],
    says: 'line 2, column "personbirthdate": "2098-Mar-09 00:00:00" lies in the future',
  },
  {
    because: "a person is given twice",
    lines: [person, `1,${maya},2020-Mar-09 00:00:00`, `2,${maya},2020-Mar-09 00:00:00`],
    says: `line 3, column "upn": "${maya}" stands in a row that repeats line 2`,
  },
  {
    because: "a request was decided before it was received",
    lines: [requests, "20541,10541,2026-Jul-06 00:00:00,Y,2026-Jul-05 00:00:00"],
    says: 'line 2, column "requestoutcomedate": "2026-Jul-05 00:00:00" is before receiveddate (2026-07-06)',
  },
  {
    because: "a month is not one",
    lines: [requests, "20541,10541,2026-Jly-06 00:00:00,,"],
    says: 'line 2, column "receiveddate": "2026-Jly-06 00:00:00" is not a real date',
  },
  {
    because: "a request has an unknown outcome",
    lines: [requests, "20541,10541,2026-07-06,Q,"],
    says: 'line 2, column "requestoutcome": "Q" is not a request outcome (Y, N, A, W, H)',
  },
  {
    because: "a request is of no person in the return",
    lines: [requests, "20541,99999,2026-07-06,A,"],
    says: 'line 2, column "persontableid": "99999" is in no person file',
  },
  {
    because: "an assessment ended before its request was decided",
    lines: [assessment, "30541,20541,Y,2026-08-13"],
    says: 'line 2, column "assessmentoutcomedate": "2026-08-13" is before the request was decided (2026-08-14)',
  },
  {
    because: "a plan began before it was decided",
    lines: [namedPlan, "40543,30543,2020-02-02,,"],
    says: 'line 2, column "startdate": "2020-02-02" is before the assessment was decided (2020-02-03)',
  },
  {
    because: "a plan ceased before it began",
    lines: [namedPlan, "40543,30543,2020-02-03,2020-02-02,2"],
    says: 'line 2, column "ceasedate": "2020-02-02" is before startdate (2020-02-03)',
  },
  {
    because: "a plan ceased for an unknown reason",
    lines: [namedPlan, "40543,30543,2020-02-03,2024-02-02,10"],
    says: 'line 2, column "ceasereason": "10" is not a reason why a plan ceased',
  },
  {
    because: "a plan has a reason for ceasing and no day",
    lines: [namedPlan, "40543,30543,2020-02-03,,2"],
    says: 'line 2, column "ceasereason": "2" is given without the day the plan ceased',
  },
  {
    because: "a review was decided before its meeting",
    lines: [activePlans, "60546,20543,2026-01-19,M,2026-01-18"],
    says: 'line 2, column "lastreview": "2026-01-18" is before reviewmeeting (2026-01-19)',
  },
  {
    because: "a review was held before the plan was made",
    lines: [activePlans, "60546,20543,2020-01-20,M,2020-02-14"],
    says: 'line 2, column "reviewmeeting": "2020-01-20" is before the plan was made (2020-02-03)',
  },
  {
    because: "a placement ended before it began",
    lines: [placementDetail, "70542,60546,990105,,1,2025-09-03,2025-09-02"],
    says: 'line 2, column "leavingdate": "2025-09-02" is before entrydate (2025-09-03)',
  },
  {
    because: "a placement is nowhere",
    lines: [placementDetail, "70542,60546,,,1,2025-09-03,"],
    says: 'line 2, column "urn": "" is empty, and so are ukprn and sensetting',
  },
  {
    because: "a need is not on the list",
    lines: [senNeed, "80541,60546,ADHD,1"],
    says: 'line 2, column "sentype": "ADHD" is not a kind of special educational need',
  },
  {
    because: "a child with a plan was never assessed",
    lines: [senNeed, "80541,60546,NSA,1"],
    says: 'line 2, column "sentype": "NSA" is used by the school census alone',
  },
  {
    because: "a row is shorter than the header",
    lines: [senNeed, "80541,60546,ASD"],
    says: "line 2: has 3 fields where the header has 4",
  },
  {
    because: "a column is missing",
    lines: ["senneedtableid,activeplanstableid,sentype", "80541,60546,ASD"],
    says: 'line 1, column "sentyperank": is missing',
  },
  {
    because: "the header is of no known kind of file",
    lines: ["UPN,Shoe size", `${jordan},44`],
    says: "line 1: is of no kind that can be imported",
  },
  {
    because: "the header is of several kinds of file",
    lines: [`${attendance},ExclusionCategory`, `${jordan},990105,2026/27,AUT1,2026-09-02,2026-10-23,76,76,0,0,SUSP`],
    says: "line 1: could be of several kinds (attendance, suspensions)",
  },
];

let database: TestDatabase;
let before: Record<string, unknown[]>;

beforeAll(async () => {
  database = await openEducation();
  await importFiles(database.dataSource, familyFiles);
  before = await everything(database.dataSource);
});

afterAll(() => database.close());

describe("a file is refused, with line, value and reason, and nothing of it is stored", () => {
  test.each(bad)("if $because", async ({ lines, says }) => {
    await expect(importTexts(database.dataSource, { "bad.csv": lines })).rejects.toMatchObject({
      code: "IMPORT_REFUSED",
      message: expect.stringContaining(`bad.csv, ${says}`),
    });
    expect(await everything(database.dataSource)).toEqual(before);
  });
});
