import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execute, type GraphQLSchema, isEnumType, isObjectType, parse } from "graphql";
import { readCategories } from "../../policies/index.ts";
import { systemClock } from "../../service/clock.ts";
import { health } from "../../subgraphs/health/subgraph.ts";
import { buildAgency } from "../../subgraphs/kit/agency/build-agency.ts";
import { startDeadline } from "../../service/deadline.ts";
import { englandToday } from "../../service/england-today.ts";
import { createRecords } from "../../subgraphs/kit/agency/records.ts";
import { Guard } from "../../subgraphs/kit/guard/guard.ts";
import type { TestDatabase } from "../databases.ts";
import { bundleOf, familyBundles, importFiles, importText, openHealth, patient, subject } from "./health-bundles.ts";

const maya = "9990001073";
const leo = "9990001219";
const dead = "9990001146";
const withheld = "9990001561";
const owned = new Set(readCategories("policies").flatMap(({ id, owner }) => (owner === "health" ? [id] : [])));

let database: TestDatabase;
let schema: GraphQLSchema;

beforeAll(async () => {
  ({ schema } = await buildAgency(health, owned));
  database = await openHealth();
  await importFiles(
    database.dataSource,
    familyBundles.filter((file) => /cv-100[13]/.test(file)),
  );
  const label = { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "NOPAT" };
  const nhsNumber = (value: string) => [{ system: "https://fhir.nhs.uk/Id/nhs-number", value }];
  const died = { ...patient, identifier: nhsNumber(dead), deceasedDateTime: "2026-02-01" };
  const hidden = { ...patient, id: "p2", identifier: nhsNumber(withheld), deceasedBoolean: true, meta: { security: [label] } };
  const none = { resourceType: "AllergyIntolerance", id: "a1", code: { text: "NKDA" }, patient: subject, recordedDate: "2024-06-03" };
  await importText(database.dataSource, bundleOf([died, hidden, none]));
});

afterAll(() => database.close());

/** Asks for fields of a child's health record under a permit for every category, or for unmarked rows alone. */
async function ask(child: string, fields: string, rows: "all" | "unmarked" = "all"): Promise<unknown> {
  const code = rows === "all" ? "ALL" : "UNMARKED";
  const permit = { child, verdicts: new Map([...owned].map((category) => [category, { code, rules: [] }])), ruleIds: [], org: "" };
  const query = `{ _entities(representations: [{ __typename: "Child", healthPermit: "-" }]) { ... on Child { health { ${fields} } } } }`;
  const contextValue = {
    guard: new Guard(),
    deadline: startDeadline(60_000),
    records: createRecords(database.dataSource),
    permits: new Map([["-", permit]]),
    today: englandToday(systemClock()),
  };
  const result = await execute({ schema, document: parse(query), contextValue });
  expect([result.errors, contextValue.guard.notices.filter(({ extent }) => extent === "WHOLE")]).toEqual([undefined, []]);
  const data = JSON.parse(JSON.stringify(result.data)) as { _entities: { health: unknown }[] };
  return data._entities[0]?.health;
}

test("every type, field and enum value says in words what it is", () => {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("_") && !["Query", "Child"].includes(name));
  const silent = types.flatMap((type) => {
    if (isEnumType(type))
      return type
        .getValues()
        .filter(({ description }) => !description)
        .map(({ name }) => `${type.name}.${name}`);
    if (!isObjectType(type)) return [];
    const fields = Object.values(type.getFields()).filter(({ description }) => !description);
    return [...(type.description ? [] : [type.name]), ...fields.map(({ name }) => `${type.name}.${name}`)];
  });
  expect(silent).toEqual([]);
});

describe("a child's health record", () => {
  test("says where the child is registered now, and how a reaction to peanut went last", async () => {
    const fields =
      "held gp { practiceName endedOn } allergies(first: 1) { nodes { substance { label } criticality reactions { severity manifestations { label } } } }";
    expect(await ask(maya, fields)).toEqual({
      held: true,
      gp: { practiceName: "Harbour Road Surgery", endedOn: null },
      allergies: {
        nodes: [
          {
            substance: { label: "Peanut allergy" },
            criticality: "HIGH",
            reactions: [
              { severity: "MODERATE", manifestations: [{ label: "Hives" }, { label: "Swelling of the face" }] },
              { severity: "SEVERE", manifestations: [{ label: "Hives" }, { label: "Wheezing" }, { label: "Vomiting" }] },
            ],
          },
        ],
      },
    });
  });

  test("pages a long list of immunisations, newest first", async () => {
    const fields = "immunisations(first: 2) { totalCount pageInfo { hasNextPage } nodes { givenOn vaccine { label } status } }";
    expect(await ask(maya, fields)).toEqual({
      immunisations: {
        totalCount: 17,
        pageInfo: { hasNextPage: true },
        nodes: [
          { givenOn: "2025-11-11", vaccine: { label: "Flu, nasal spray (Fluenz Tetra)" }, status: "GIVEN" },
          { givenOn: "2024-10-15", vaccine: { label: "Flu, nasal spray (Fluenz Tetra)" }, status: "GIVEN" },
        ],
      },
    });
  });

  test("leaves out marked records, and counts without them, for a reader who may not see them", async () => {
    const fields = "conditions { totalCount } reviews { totalCount } assessments { totalCount }";
    expect(await ask(maya, fields)).toEqual({ conditions: { totalCount: 4 }, reviews: { totalCount: 4 }, assessments: { totalCount: 8 } });
    const unmarked = { conditions: { totalCount: 3 }, reviews: { totalCount: 3 }, assessments: { totalCount: 8 } };
    expect(await ask(maya, fields, "unmarked")).toEqual(unmarked);
  });

  test("says of a child who died that they died, and of others nothing", async () => {
    expect(await ask(dead, "held death { diedOn }")).toEqual({ held: true, death: { diedOn: "2026-02-01" } });
    expect(await ask(maya, "held death { diedOn }")).toEqual({ held: true, death: null });
  });

  test("tells a death to nobody from whom the Patient's own label withholds it", async () => {
    expect(await ask(withheld, "held death { diedOn }")).toEqual({ held: true, death: { diedOn: null } });
    expect(await ask(withheld, "held death { diedOn }", "unmarked")).toEqual({ held: true, death: null });
  });

  test("has no allergy where none is known, but the statement with its date", async () => {
    const fields = "allergies { totalCount } noKnownAllergies { nodes { statement { code label } recordedOn } }";
    expect(await ask(dead, fields)).toEqual({
      allergies: { totalCount: 0 },
      noKnownAllergies: { nodes: [{ statement: { code: null, label: "NKDA" }, recordedOn: "2024-06-03" }] },
    });
  });

  test("has a mental health episode with its plan", async () => {
    expect(await ask(leo, "mentalHealth { nodes { status plan { title goals } missedAppointments { outcome } } }")).toEqual({
      mentalHealth: {
        nodes: [
          {
            status: "ACTIVE",
            plan: {
              title: "Getting back to school, step by step",
              goals: ["Leo is in school every morning of a week", "Leo notices his own signs of worry and uses one of his strategies"],
            },
            missedAppointments: [{ outcome: "WAS_NOT_BROUGHT" }],
          },
        ],
      },
    });
  });
});
