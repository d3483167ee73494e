import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TestDatabase } from "../databases.ts";
import { asthma, bundleOf, hl7, importText, openHealth, patient, type Resource, rowCounts, snomed, subject } from "./health-bundles.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openHealth();
});

afterAll(() => database.close());

/** Expects that a text is refused with a reason at the last line on which `at` begins, and that nothing of it is stored. */
async function refused(text: string, at: string, reason: string): Promise<void> {
  expect(text).toContain(at);
  const line = text.slice(0, text.lastIndexOf(at)).split("\n").length;
  const message = await importText(database.dataSource, text).then(
    () => "was stored",
    (cause: unknown) => String(cause),
  );
  expect(message).toContain(`bundle.json, line ${line}, `);
  expect(message).toContain(reason);
  expect(await rowCounts(database.dataSource)).toEqual({});
}

const changed = (resource: Resource, changes: Record<string, unknown>): Resource => ({ ...resource, ...changes });
const withPatient = (changes: Record<string, unknown>) => [changed(patient, changes), asthma];
const withCondition = (changes: Record<string, unknown>) => [patient, changed(asthma, changes)];

const jab: Resource = {
  resourceType: "Immunization",
  id: "i1",
  status: "completed",
  vaccineCode: snomed("34925111000001104", "Priorix"),
  patient: subject,
  occurrenceDateTime: "2021-03-16",
};
const review: Resource = {
  resourceType: "Encounter",
  id: "e1",
  status: "finished",
  type: [{ coding: [{ system: "https://childview.example/CodeSystem/healthy-child-review", code: "2-2.5-years" }] }],
  subject,
  period: { start: "2022-06-20" },
};
const area = (code: string, score: number, cutOff: number, flag: string) => ({
  code: { coding: [{ system: "https://childview.example/CodeSystem/asq-3", code }] },
  valueQuantity: { value: score },
  referenceRange: [{ low: { value: cutOff } }],
  interpretation: [hl7("v3-ObservationInterpretation", flag)],
});
const asq = (...component: object[]): Resource => ({
  resourceType: "Observation",
  id: "o1",
  status: "final",
  code: { coding: [{ system: "https://childview.example/CodeSystem/asq-3", code: "asq-3" }] },
  subject,
  encounter: { reference: "Encounter/e1" },
  component,
});
const plan: Resource = {
  resourceType: "CarePlan",
  id: "cp1",
  status: "active",
  intent: "plan",
  category: [snomed("311555007", "Speech and language therapy")],
  title: "Longer sentences",
  subject,
  period: { start: "2025-09-15" },
  goal: [{ reference: "Goal/g1" }],
};
const goal: Resource = { resourceType: "Goal", id: "g1", lifecycleStatus: "active", description: { text: "Joins two ideas" }, subject };
const otherChild = changed(patient, { id: "p2", identifier: [{ system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001146" }] });
const missed: Resource = {
  resourceType: "Appointment",
  id: "a1",
  status: "noshow",
  serviceType: [snomed("310099002", "Child physiotherapy service")],
  start: "2025-02-11T10:30:00Z",
  participant: [{ actor: subject }],
};

describe("a bundle is refused whole, with line, value and reason, for a child", () => {
  test.each<[string, Resource[], string, string]>([
    [
      "whose NHS number fails its check digit",
      withPatient({ identifier: [{ system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001074" }] }),
      "9990001074",
      '"9990001074" is not an NHS number',
    ],
    ["born in the future", withPatient({ birthDate: "2999-01-01" }), "2999-01-01", "is not a real date"],
    ["born tomorrow at the earliest", withPatient({ birthDate: "2199-12-31" }), "2199-12-31", '"2199-12-31" lies in the future'],
    ["born on a day that does not exist", withPatient({ birthDate: "2020-02-30" }), "2020-02-30", '"2020-02-30" is not a real date'],
    [
      "who stands in it twice with two dates of birth",
      [patient, changed(patient, { id: "p2", birthDate: "2020-03-10" })],
      "2020-03-10",
      '"2020-03-10" contradicts another Patient of this bundle with the same NHS number, born on 2020-03-09',
    ],
    [
      "with two NHS numbers in use",
      withPatient({
        identifier: [patient["identifier"], otherChild["identifier"]].flat(),
      }),
      '"identifier": [',
      "holds two NHS numbers in use",
    ],
    ["who died before the birth", withPatient({ deceasedDateTime: "2019-12" }), "2019-12", '"2019-12" lies before the birth'],
    ["who died in the future", withPatient({ deceasedDateTime: "2199" }), "2199", '"2199" lies in the future'],
    [
      "who died on a day and lives",
      withPatient({ deceasedBoolean: false, deceasedDateTime: "2026-02-01" }),
      "2026-02-01",
      "stands beside deceasedBoolean",
    ],
    ["whom it does not hold", [asthma], '"reference": "Patient/p1"', '"Patient/p1" leads to no Patient of this bundle'],
    [
      "whom neither it nor the database knows",
      [changed(asthma, { subject: { identifier: { system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001219" } } })],
      '"subject": {',
      "is the NHS number of no child",
    ],
    [
      "whose number and reference are those of two children",
      withCondition({ subject: { ...subject, identifier: { system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001219" } } }),
      "9990001219",
      "is not the NHS number of the Patient to whom the reference leads",
    ],
  ])("%s", (_, resources, at, reason) => refused(bundleOf(resources), at, reason));
});

describe("a bundle is refused whole, with line, value and reason, for a record", () => {
  test.each<[string, Resource[], string, string]>([
    [
      "that ends before it began",
      withCondition({ clinicalStatus: hl7("condition-clinical", "resolved"), abatementDateTime: "2023" }),
      '"2023"',
      '"2023" lies before the onset',
    ],
    ["that ended and is active", withCondition({ abatementDateTime: "2025" }), '"2025"', "its clinical status says that it has not"],
    [
      "with a status outside its value set",
      withCondition({ clinicalStatus: hl7("condition-clinical", "ongoing") }),
      '"ongoing"',
      '"ongoing" is not a code of',
    ],
    [
      "with a SNOMED CT code that was mistyped",
      withCondition({ code: snomed("195967002", "Asthma") }),
      "195967002",
      '"195967002" is not a SNOMED CT concept',
    ],
    ["of the wrong type", withCondition({ recordedDate: 20240603 }), "20240603", "20240603 is not of the type string"],
    ["from the future", [patient, changed(jab, { occurrenceDateTime: "2199-01-01" })], "2199-01-01", '"2199-01-01" lies in the future'],
    [
      "with an extension that may turn its meaning round",
      withCondition({ modifierExtension: [{ url: "urn:not" }] }),
      '"modifierExtension": [',
      "may change what the resource means",
    ],
    [
      "with a security label that is not understood",
      withCondition({ meta: { security: hl7("v3-Confidentiality", "V") } }),
      '"security": {',
      "is not of the type array",
    ],
    [
      "restricted by its security label",
      withCondition({ meta: { security: [{ system: "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", code: "V" }] } }),
      '"code": "V"',
      '"V" is a security label that is not understood',
    ],
    [
      "with a character that no text has",
      withCondition({ note: [{ text: "bell \u0007" }] }),
      "bell",
      "holds a character that is none of a text",
    ],
    [
      "with a dose beyond its series",
      [patient, changed(jab, { protocolApplied: [{ doseNumberPositiveInt: 4, seriesDosesPositiveInt: 3 }] })],
      '"doseNumberPositiveInt": 4',
      "4 is more than the doses of the series",
    ],
    [
      "of an unknown review",
      [
        patient,
        changed(review, { type: [{ coding: [{ system: "https://childview.example/CodeSystem/healthy-child-review", code: "5-years" }] }] }),
      ],
      "5-years",
      '"5-years" is not a review',
    ],
    [
      "of a review before the birth",
      [patient, changed(review, { period: { start: "2019-06-20" } })],
      "2019-06-20",
      "lies before the child's birth",
    ],
    [
      "of a review that ends before it starts",
      [patient, changed(review, { period: { start: "2022-06-20", end: "2022-06-19" } })],
      "2022-06-19",
      '"2022-06-19" lies before the start',
    ],
    [
      "with an ASQ-3 score beyond the scale",
      [patient, review, asq(area("communication", 65, 24.02, "N"))],
      '"value": 65',
      "65 is more than 60",
    ],
    [
      "with an unknown area of the ASQ-3",
      [patient, review, asq(area("reading", 25, 24.02, "N"))],
      '"reading"',
      '"reading" is not an area of the ASQ-3',
    ],
    [
      "with an area of the ASQ-3 twice",
      [patient, review, asq(area("communication", 25, 24.02, "L"), area("communication", 30, 24.02, "N"))],
      '"component": [',
      "holds the area COMMUNICATION twice",
    ],
    [
      "whose ASQ-3 result contradicts its score",
      [patient, review, asq(area("communication", 15, 24.02, "N"))],
      '"value": 15',
      "15 contradicts the interpretation ON_SCHEDULE: the cut-off is 24.02",
    ],
    [
      "whose goal is another child's",
      [patient, otherChild, plan, changed(goal, { subject: { reference: "Patient/p2" } })],
      '"reference": "Patient/p2"',
      "is another child than that of the record",
    ],
    [
      "with a goal in an unknown state",
      [patient, plan, changed(goal, { lifecycleStatus: "done" })],
      '"done"',
      '"done" is not a code of goal-status',
    ],
    [
      "of a programme that ends before it starts",
      [patient, changed(plan, { period: { start: "2025-09-15", end: "2025-09-01" } }), goal],
      "2025-09-01",
      "lies before the start",
    ],
    [
      "of an episode of mental health care whose diagnosis is not in it, so that an earlier one may have told it elsewhere",
      [
        patient,
        {
          resourceType: "EpisodeOfCare",
          id: "ep1",
          status: "active",
          type: [snomed("310117003", "Child and adolescent psychiatry service")],
          patient: subject,
          diagnosis: [{ condition: { reference: "Condition/c9" } }],
        },
      ],
      '"condition": {',
      "leads to nothing in this file",
    ],
    [
      "of an appointment to which nobody can have come yet",
      [patient, changed(missed, { start: "2199-01-01T10:00:00Z" })],
      "2199-01-01",
      "lies in the future",
    ],
    ["of an appointment that names no child", [patient, changed(missed, { participant: [] })], '"participant": []', "names no Patient"],
  ])("%s", (_, resources, at, reason) => refused(bundleOf(resources), at, reason));
});

describe("a bundle is refused", () => {
  test("when it is no bundle, or of a type that is not read", async () => {
    await refused(JSON.stringify(patient, null, 2), '"Patient"', '"Patient" is not Bundle');
    await refused(bundleOf([patient], { type: "history" }), '"history"', '"history" is not a type of bundle');
  });

  test("when it is not JSON, with the line where it stops being so", async () => {
    await expect(importText(database.dataSource, '{\n  "resourceType": "Bundle",\n}')).rejects.toThrow("bundle.json, line 3: is not JSON");
  });

  test("when a property stands twice, so that two readers could read two things", async () => {
    await expect(importText(database.dataSource, '{\n  "resourceType": "Bundle",\n  "resourceType": "Bundle"\n}')).rejects.toThrow(
      'bundle.json, line 3: "resourceType" is a property that stands twice',
    );
  });

  test("when it is nested so deeply that reading it could exhaust the memory", async () => {
    await expect(importText(database.dataSource, `${"[".repeat(100_000)}${"]".repeat(100_000)}`)).rejects.toThrow(
      "is nested more than 40 deep",
    );
  });

  test("when a text in it is longer than any that is read, and brackets in it count for nothing", async () => {
    const long = "[".repeat(5_000_000);
    await expect(importText(database.dataSource, bundleOf([patient, { ...asthma, note: [{ text: long }] }]))).rejects.toThrow(
      "entry[1].resource.note[0].text",
    );
  });

  test("when it is larger than 16 MiB", async () => {
    await expect(importText(database.dataSource, `"${"x".repeat(17 * 1024 * 1024)}"`)).rejects.toThrow(
      "bundle.json: is larger than 16 MiB",
    );
  });

  test("when a resource stands twice, by its URL or by its id", async () => {
    const twice = bundleOf([patient, asthma, { ...asthma, note: [] }]);
    await refused(twice, '"fullUrl": "https://ehr.example/Condition/c1"', '"https://ehr.example/Condition/c1" stands twice');
    const [first, second] = twice.split(/(?<=Condition\/c1[^]*)https:\/\/ehr\.example(?=\/Condition\/c1)/);
    await refused(`${first}https://other.example${second}`, '"id": "c1"', '"c1" stands twice in this bundle, as the id of a Condition');
  });

  test("when an entry has no URL by which the record could be known again, or one that contradicts its id", async () => {
    await expect(importText(database.dataSource, bundleOf([patient]).replace(/ *"fullUrl".*\n/, ""))).rejects.toThrow(
      "entry[0].fullUrl: is missing",
    );
    await refused(bundleOf([patient]).replace("Patient/p1", "Patient/p7"), '"id": "p1"', '"p1" does not agree with the full URL');
  });

  test("when a transaction deletes", async () => {
    const text = JSON.stringify(
      {
        resourceType: "Bundle",
        type: "transaction",
        entry: [{ fullUrl: "https://ehr.example/Patient/p1", resource: patient, request: { method: "DELETE" } }],
      },
      null,
      2,
    );
    await refused(text, "DELETE", '"DELETE" is not POST or PUT');
  });

  test("when a label restricts the bundle and no resource bears it", async () => {
    const label = { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "NOPAT" };
    await refused(
      bundleOf([patient, asthma], { meta: { security: [label] } }),
      "NOPAT",
      '"NOPAT" restricts the bundle, and no resource in it bears the label',
    );
  });
});
