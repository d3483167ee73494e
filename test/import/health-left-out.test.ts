import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { DeathsAndStatements0002 } from "../../subgraphs/health/migrations/0002-deaths-and-statements.ts";
import { Allergy } from "../../subgraphs/health/records/allergy.ts";
import { Condition } from "../../subgraphs/health/records/condition.ts";
import { Death } from "../../subgraphs/health/records/death.ts";
import { HealthAssessmentEntry } from "../../subgraphs/health/records/health-assessment-entry.ts";
import { MentalHealthEpisode } from "../../subgraphs/health/records/mental-health-episode.ts";
import { MissedAppointment } from "../../subgraphs/health/records/missed-appointment.ts";
import { NoKnownAllergy } from "../../subgraphs/health/records/no-known-allergy.ts";
import type { TestDatabase } from "../databases.ts";
import { asthma, bundleOf, hl7, importText, openHealth, patient, type Resource, rowCounts, snomed, subject } from "./health-bundles.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openHealth();
});

beforeEach(async () => {
  for (const { target } of database.dataSource.entityMetadatas) await database.dataSource.manager.clear(target);
});

afterAll(() => database.close());

const camhs = snomed("310117003", "Child and adolescent psychiatry service");
const psychiatrist: Resource = {
  resourceType: "PractitionerRole",
  id: "pr1",
  code: [snomed("309361002", "Child and adolescent psychiatrist")],
};
const assessment: Resource = {
  resourceType: "Procedure",
  id: "pc1",
  status: "completed",
  category: snomed("386053000", "Evaluation procedure"),
  code: snomed("243788004", "Child examination"),
  subject,
  performedDateTime: "2026-03-02",
  performer: [{ actor: { reference: "PractitionerRole/pr1" } }],
};
const missed: Resource = {
  resourceType: "Appointment",
  id: "a1",
  status: "noshow",
  serviceType: [camhs],
  start: "2026-06-15T10:30:00Z",
  participant: [{ actor: subject }],
};
const referral: Resource = { resourceType: "ServiceRequest", id: "sr1", status: "active", intent: "order", subject, reasonCode: [] };
const episode: Resource = {
  resourceType: "EpisodeOfCare",
  id: "ep1",
  status: "active",
  type: [camhs],
  patient: subject,
  referralRequest: [{ reference: "ServiceRequest/sr1" }],
  diagnosis: [{ condition: { reference: "Condition/c1" } }],
};
const basedOn = [{ reference: "ServiceRequest/sr1" }];

describe("what a bundle holds and is not read", () => {
  test("is counted and said, resource by resource", async () => {
    const report = await importText(
      database.dataSource,
      bundleOf([
        patient,
        asthma,
        { resourceType: "MedicationRequest", id: "m1", status: "active" },
        { resourceType: "MedicationRequest", id: "m2", status: "active" },
        { resourceType: "DocumentReference", id: "d1", status: "current" },
        { ...asthma, id: "c2", verificationStatus: hl7("condition-ver-status", "entered-in-error"), clinicalStatus: undefined },
        { ...asthma, id: "c3", verificationStatus: hl7("condition-ver-status", "refuted") },
        { ...missed, id: "a2", status: "fulfilled" },
        { resourceType: "Goal", id: "g1", lifecycleStatus: "active", description: { text: "Walks" }, subject },
        { resourceType: "Encounter", id: "e1", status: "finished", type: [snomed("11429006", "Consultation")], subject },
        { resourceType: "Observation", id: "o1", status: "final", code: snomed("27113001", "Body weight"), subject },
        { resourceType: "Procedure", id: "p9", status: "completed", code: snomed("80146002", "Appendectomy"), subject },
        { resourceType: "CarePlan", id: "cp1", status: "active", intent: "plan", category: [], subject },
      ]),
    );
    expect(report).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
    expect(report?.leftOut.filter(({ what }) => !what.startsWith("element "))).toEqual([
      { what: "Appointment that was not missed", count: 1 },
      { what: "CarePlan that is no therapist's programme", count: 1 },
      { what: "Condition entered in error", count: 1 },
      { what: "Condition refuted", count: 1 },
      { what: "Encounter that is no Healthy Child review", count: 1 },
      { what: "Goal that belongs to no record", count: 1 },
      { what: "Observation outside a Healthy Child review", count: 1 },
      { what: "Procedure that is no assessment", count: 1 },
      { what: "resource DocumentReference", count: 1 },
      { what: "resource MedicationRequest", count: 2 },
    ]);
  });

  test("is said of a search whose other pages are elsewhere, and of what the server remarked", async () => {
    const text = bundleOf([patient], { type: "searchset", link: [{ relation: "next", url: "https://ehr.example?page=2" }] });
    const remark = '{ "resource": { "resourceType": "OperationOutcome" }, "search": { "mode": "outcome" } },';
    const report = await importText(database.dataSource, text.replace('"entry": [', `"entry": [${remark}`));
    expect(report?.leftOut).toEqual([
      { what: "element Bundle.link.url", count: 1 },
      { what: "resource OperationOutcome", count: 1 },
      { what: "the further pages of this search", count: 1 },
    ]);
  });
});

describe("a record that was stored", () => {
  test("is removed when its resource turns out to be an error, and is counted and listed as removed", async () => {
    await importText(database.dataSource, bundleOf([patient, asthma]));
    const report = await importText(
      database.dataSource,
      bundleOf([patient, { ...asthma, verificationStatus: hl7("condition-ver-status", "entered-in-error") }]),
    );
    expect(report).toMatchObject({ added: 0, changed: 0, unchanged: 1, removed: 1 });
    expect(report?.notes).toEqual([expect.stringMatching(/^removed condition \S+ of child \d{10}, which the file takes back$/)]);
    expect(await rowCounts(database.dataSource)).toEqual({ known_child: 1 });
  });

  test("is changed as a whole with its resource, and what the resource no longer says is counted and listed as removed", async () => {
    await importText(database.dataSource, bundleOf([patient, { ...asthma, onsetDateTime: "2025-03-01" }]));
    const { onsetDateTime: _unsaid, ...without } = { ...asthma, onsetDateTime: "" };
    const report = await importText(database.dataSource, bundleOf([patient, without]));
    expect(report).toMatchObject({ changed: 1, removed: 1 });
    expect(report?.notes).toEqual([
      expect.stringMatching(/^removed \w+ \(2025-03-01\) of condition \S+ of child \d{10}, which the file takes back$/),
    ]);
  });

  test("is changed when its resource has changed, and stays when a bundle does not hold it", async () => {
    await importText(database.dataSource, bundleOf([patient, asthma]));
    const report = await importText(
      database.dataSource,
      bundleOf([patient, { ...asthma, clinicalStatus: hl7("condition-clinical", "inactive") }]),
    );
    expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    await importText(database.dataSource, bundleOf([patient]));
    expect(await database.dataSource.manager.find(Condition)).toMatchObject([{ clinicalStatus: "INACTIVE" }]);
  });

  test("stays when a later file cannot say whose its resource is", async () => {
    await importText(database.dataSource, bundleOf([patient, asthma]));
    const nobody = { ...patient, identifier: [{ system: "https://trust.example/mrn", value: "M1" }] };
    const report = await importText(database.dataSource, bundleOf([nobody, asthma]));
    expect(report).toMatchObject({ added: 0, changed: 0, unchanged: 0 });
    expect(await rowCounts(database.dataSource)).toEqual({ known_child: 1, condition: 1 });
  });

  test("of a death stays when a later file does not speak of it, and goes when one denies it", async () => {
    await importText(database.dataSource, bundleOf([{ ...patient, deceasedDateTime: "2026-02" }]));
    await importText(database.dataSource, bundleOf([patient]));
    expect(await database.dataSource.manager.find(Death)).toMatchObject([{ child: "9990001073", diedOn: "2026-02" }]);
    await importText(database.dataSource, bundleOf([{ ...patient, deceasedBoolean: false }]));
    expect(await rowCounts(database.dataSource)).toEqual({ known_child: 1 });
  });

  test("moves when what was no allergy becomes one", async () => {
    const statement = {
      resourceType: "AllergyIntolerance",
      id: "a1",
      code: snomed("716186003", "No known allergy"),
      patient: subject,
    };
    await importText(database.dataSource, bundleOf([patient, statement]));
    expect(await rowCounts(database.dataSource)).toEqual({ known_child: 1, no_known_allergy: 1 });
    await importText(database.dataSource, bundleOf([patient, { ...statement, code: snomed("91935009", "Allergy to peanut") }]));
    expect(await rowCounts(database.dataSource)).toEqual({ known_child: 1, allergy: 1 });
  });

  test("of a child whom the database knows can come without the Patient", async () => {
    await importText(database.dataSource, bundleOf([patient]));
    const alone = { ...asthma, subject: { identifier: { system: "https://fhir.nhs.uk/Id/nhs-number", value: "9990001073" } } };
    expect(await importText(database.dataSource, bundleOf([alone]))).toMatchObject({ added: 1 });
  });
});

describe("a database of the version before", () => {
  test("has the statements that no allergy is known among the allergies, and gets them out of there", async () => {
    const { manager } = database.dataSource;
    const statement = {
      resourceType: "AllergyIntolerance",
      id: "a1",
      code: snomed("716186003", "No known allergy"),
      patient: subject,
      recordedDate: "2024",
      meta: { security: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "NOPAT" }] },
    };
    await importText(database.dataSource, bundleOf([patient, statement, { ...statement, id: "a2", code: { text: "Peanut" } }]));
    const runner = database.dataSource.createQueryRunner();
    await new DeathsAndStatements0002().down(runner);
    expect(await runner.query(`SELECT "substance"->>'label' AS label FROM "allergy" ORDER BY label`)).toEqual([
      { label: "No known allergy" },
      { label: "Peanut" },
    ]);
    await new DeathsAndStatements0002().up(runner);
    await runner.release();
    expect(await manager.find(Allergy)).toMatchObject([{ substance: { label: "Peanut" } }]);
    expect(await manager.find(NoKnownAllergy)).toMatchObject([
      { statement: { label: "No known allergy" }, withheldFromFamily: true, recordedOn: "2024" },
    ]);
  });
});

describe("what tells of mental health care", () => {
  test("moves into the episode as soon as a bundle names it there", async () => {
    await importText(database.dataSource, bundleOf([patient, asthma]));
    await importText(
      database.dataSource,
      bundleOf([patient, asthma, psychiatrist, { ...assessment, basedOn }, { ...missed, basedOn }, referral, episode]),
    );
    const { manager } = database.dataSource;
    expect(await rowCounts(database.dataSource)).toEqual({ known_child: 1, mental_health_episode: 1 });
    expect(await manager.find(MentalHealthEpisode)).toMatchObject([
      { reasons: [{ label: "Asthma" }], assessments: [{ assessedOn: "2026-03-02" }], missedAppointments: [{ scheduledOn: "2026-06-15" }] },
    ]);
  });

  test("is left out, and said, where no episode holds it", async () => {
    const report = await importText(database.dataSource, bundleOf([patient, psychiatrist, assessment, missed]));
    const resources = report?.leftOut.filter(({ what }) => !what.startsWith("element "));
    expect(resources?.map(({ what }) => what.slice(0, 44))).toEqual([
      "Appointment with a mental health service tha",
      "Procedure of a mental health practitioner th",
    ]);
    expect(await database.dataSource.manager.count(HealthAssessmentEntry)).toBe(0);
    expect(await database.dataSource.manager.count(MissedAppointment)).toBe(0);
  });

  test("does not come out when the episode turns out to be an error", async () => {
    const report = await importText(
      database.dataSource,
      bundleOf([patient, asthma, psychiatrist, { ...assessment, basedOn }, referral, { ...episode, status: "entered-in-error" }]),
    );
    expect(await rowCounts(database.dataSource)).toEqual({ known_child: 1 });
    expect(report?.leftOut).toContainEqual({ what: "Condition of an episode that was entered in error", count: 1 });
    expect(report?.leftOut).toContainEqual({ what: "Procedure of an episode that was entered in error", count: 1 });
  });
});
