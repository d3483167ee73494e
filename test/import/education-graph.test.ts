import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execute, type GraphQLSchema, isObjectType, parse } from "graphql";
import { readCategories } from "../../policies/index.ts";
import { education } from "../../subgraphs/education/subgraph.ts";
import { buildAgency } from "../../subgraphs/kit/agency/build-agency.ts";
import { startDeadline } from "../../service/deadline.ts";
import { createRecords } from "../../subgraphs/kit/agency/records.ts";
import { Guard } from "../../subgraphs/kit/guard/guard.ts";
import type { TestDatabase } from "../databases.ts";
import { familyFiles, importFiles, importTexts, openEducation } from "./education-files.ts";

const maya = "C801299900001";
const jordan = "V801299900004";
const kayden = "B801299900008";
const ellis = "Q801299900009";

const owned = new Set(readCategories("policies").flatMap(({ id, owner }) => (owner === "education" ? [id] : [])));

let database: TestDatabase;
let schema: GraphQLSchema;

beforeAll(async () => {
  ({ schema } = await buildAgency(education, owned));
  database = await openEducation();
  await importFiles(database.dataSource, familyFiles);
});

afterAll(() => database.close());

/** Asks for fields of a child's education record under a permit for every category, for unmarked rows alone if so said. */
async function ask(child: string, fields: string, rows: "all" | "unmarked" = "all", today = "2026-11-22"): Promise<unknown> {
  const code = rows === "all" ? "ALL" : "UNMARKED";
  const permit = { child, verdicts: new Map([...owned].map((category) => [category, { code, rules: [] }])), ruleIds: [], org: "" };
  const guard = new Guard();
  const result = await execute({
    schema,
    document: parse(
      `{ _entities(representations: [{ __typename: "Child", educationPermit: "-" }]) { ... on Child { education { ${fields} } } } }`,
    ),
    contextValue: {
      guard,
      deadline: startDeadline(60_000),
      records: createRecords(database.dataSource),
      permits: new Map([["-", permit]]),
      today,
    },
  });
  expect([result.errors, guard.notices.filter(({ extent }) => extent === "WHOLE")]).toEqual([undefined, []]);
  const data: unknown = JSON.parse(JSON.stringify(result.data));
  return data;
}

function answer(record: object): unknown {
  return { _entities: [{ education: record }] };
}

test("every type and field says in words what it is", () => {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const own = types.filter(({ name }) => !name.startsWith("_") && !["Query", "Child"].includes(name));
  const silent = own.flatMap((type) => {
    const fields = Object.values(type.getFields()).filter(({ description }) => !description);
    return [...(type.description ? [] : [type.name]), ...fields.map(({ name }) => `${type.name}.${name}`)];
  });
  expect(silent).toEqual([]);
});

describe("a child's education record", () => {
  test("says where the child is enrolled, what provision they have and what they need, the primary need first", async () => {
    expect(
      await ask(
        maya,
        "held currentEnrolment { setting { name } yearGroup { label } } senProvision { provision { code } since } senNeeds { nodes { need { code } } }",
      ),
    ).toEqual(
      answer({
        held: true,
        currentEnrolment: { setting: { name: "Marlbeck Primary School" }, yearGroup: { label: "Year 2" } },
        senProvision: { provision: { code: "K" }, since: "2025-01-13" },
        senNeeds: { nodes: [{ need: { code: "SLCN" } }, { need: { code: "PD" } }] },
      }),
    );
  });

  test("has the statutory dates of the assessment that is under way", async () => {
    expect(await ask(maya, "ehcAssessments { nodes { underWay dueDates { decisionBy finalPlanBy } } }")).toEqual(
      answer({ ehcAssessments: { nodes: [{ underWay: true, dueDates: { decisionBy: "2026-08-17", finalPlanBy: "2026-11-23" } }] } }),
    );
  });

  test("says when the next annual review is due, and who coordinates a support plan", async () => {
    expect(await ask(jordan, "ehcPlans { nodes { reviewDueBy annualReviews { decisionBy } } }")).toMatchObject(
      answer({ ehcPlans: { nodes: [{ reviewDueBy: "2027-02-12" }] } }) as object,
    );
    expect(await ask(maya, "supportPlans(first: 1) { totalCount nodes { coordinator { id } } }")).toEqual(
      answer({ supportPlans: { totalCount: 3, nodes: [{ coordinator: { id: "helen.marsh" } }] } }),
    );
  });

  test("shows attendance in pages, with its percentage", async () => {
    expect(
      await ask(kayden, "attendance(first: 1) { totalCount pageInfo { hasNextPage } nodes { academicYear percentageAttended } }"),
    ).toEqual(
      answer({
        attendance: { totalCount: 19, pageInfo: { hasNextPage: true }, nodes: [{ academicYear: "2026/27", percentageAttended: 81.6 }] },
      }),
    );
  });

  test("names the main of two settings", async () => {
    expect(await ask(ellis, "currentEnrolment { setting { name } status { code } }")).toEqual(
      answer({ currentEnrolment: { setting: { name: "Marlbeck High School" }, status: { code: "M" } } }),
    );
  });
});

test("the present enrolment is that of the day on which it is asked", async () => {
  const asked = (today: string) => ask(maya, "currentEnrolment { setting { name } }", "all", today);
  expect(await asked("2026-11-22")).toEqual(answer({ currentEnrolment: { setting: { name: "Marlbeck Primary School" } } }));
  expect(await asked("2021-01-01")).toEqual(answer({ currentEnrolment: null }));
});

describe("to a reader who may not see marked rows", () => {
  test("they and their count are not there, and a marked target is not in its plan", async () => {
    const fields = "suspensions { totalCount } supportPlans { nodes { cycle targets { target } } }";
    expect(await ask(kayden, fields, "unmarked")).toEqual(
      answer({
        suspensions: { totalCount: 3 },
        supportPlans: {
          nodes: [{ cycle: 3, targets: [{ target: "Write three sentences alone" }, { target: "Play a match to the end" }] }],
        },
      }),
    );
  });

  test("a marked row that is the newest leaves the newest of the others in its place", async () => {
    const fields = "currentEnrolment { entryDate } senProvision { since }";
    const before = await ask(jordan, fields, "unmarked");
    const moved = [
      "UPN,URN,SchoolName,SchoolType,EnrolStatus,EntryDate,WithheldFromFamily",
      `${jordan},990109,Hill House,COLLEGE,C,2026-11-02,yes`,
    ];
    const provided = ["UPN,SENprovision,SENprovisionStartDate,AboutOther", `${jordan},N,2026-11-02,yes`];
    await importTexts(database.dataSource, { "moved.csv": moved, "provided.csv": provided });
    expect(await ask(jordan, fields, "unmarked")).toEqual(before);
    expect(await ask(jordan, fields)).toEqual(
      answer({ currentEnrolment: { entryDate: "2026-11-02" }, senProvision: { since: "2026-11-02" } }),
    );
  });
});
