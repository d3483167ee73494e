import { describe, expect, test } from "@jest/globals";
import { asthma, bundleOf, hl7, patient, readText, type Resource, reviewOn, snomed, subject } from "./health-bundles.ts";

const child = "9990001073";
const nhsNumber = (value: string, more: object = {}) => ({ system: "https://fhir.nhs.uk/Id/nhs-number", value, ...more });
const status = (code: string) => ({
  extension: [
    {
      url: "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
      valueCodeableConcept: { coding: [{ system: "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland", code }] },
    },
  ],
});
const other: Resource = { ...patient, id: "p2", identifier: [{ system: "https://trust.example/mrn", value: "M1" }] };
const ofOther: Resource = { ...asthma, id: "c2", subject: { reference: "Patient/p2" } };
const read = (...resources: Resource[]) => readText(bundleOf(resources));
const children = (...resources: Resource[]) => read(...resources).rows["children"];

describe("a Patient who cannot be told from another child", () => {
  test.each<[string, Resource, string]>([
    ["without an NHS number", other, "Patient without an NHS number"],
    [
      "without a date of birth",
      { ...other, identifier: [nhsNumber("9990001219")], birthDate: undefined },
      "Patient without a date of birth",
    ],
    [
      "of whose birth only the year is known",
      { ...other, identifier: [nhsNumber("9990001219")], birthDate: "2015" },
      "Patient whose date of birth is known in part only",
    ],
    ["with a temporary number", { ...other, identifier: [nhsNumber("9990001219", { use: "temp" })] }, "Patient without an NHS number"],
    [
      "replaced by one who is not in the file",
      {
        ...other,
        identifier: [nhsNumber("9990001219")],
        active: false,
        link: [{ type: "replaced-by", other: { reference: "Patient/p9" } }],
      },
      "Patient that was replaced by another",
    ],
  ])("%s is left out with what belongs to them, and said; the rest loads", (_, one, what) => {
    const { rows, leftOut } = read(patient, asthma, one, ofOther);
    expect(rows).toMatchObject({ children: [{ child }], Condition: [{ child }] });
    expect(leftOut).toEqual({ [what]: 1, "Condition of a Patient who is left out": 1 });
  });

  test.each(["02", "03", "04", "05", "06", "07", "08", "99"])(
    "by the sender's own word (NHS number verification status %s) is one of them",
    (code) => {
      const { rows, leftOut } = read(patient, asthma, { ...other, identifier: [nhsNumber("9990001219", status(code))] }, ofOther);
      expect(rows["children"]).toMatchObject([{ child }]);
      expect(leftOut).toEqual({
        [`Patient whose NHS number is not verified (status ${code}): to be matched by a person`]: 1,
        "Condition of a Patient who is left out": 1,
      });
    },
  );

  test.each<[string, object]>([
    ["in words alone", { valueCodeableConcept: { text: "No match" } }],
    ["in a form that is not read", { valueString: "04" }],
    ["by two codes of which one denies it", { valueCodeableConcept: { coding: [{ code: "01" }, { code: "04" }] } }],
  ])("is one, too, whose number's status is given %s", (_, said) => {
    const url = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    expect(children({ ...patient, identifier: [nhsNumber(child, { extension: [{ url, ...said }] })] })).toBeUndefined();
  });

  test("is not known by an unverified number in a reference, either", () => {
    const { rows, leftOut } = read(patient, { ...asthma, subject: { identifier: nhsNumber(child, status("04")) } });
    expect(rows["Condition"]).toBeUndefined();
    expect(leftOut).toEqual({ "Condition of a child whose NHS number is not verified (status 04)": 1 });
  });
});

describe("what does not say whose it is, where FHIR does not require that", () => {
  test("is left out, and said", () => {
    const measured = { resourceType: "Observation", id: "o1", status: "final", code: snomed("27113001", "Body weight") };
    expect(read(patient, measured, { resourceType: "Encounter", id: "e1", status: "finished" }).leftOut).toEqual({
      "Encounter that does not say whose it is": 1,
      "Observation that does not say whose it is": 1,
    });
  });
});

describe("a Patient loads", () => {
  test("who is no longer active with the sender, and says so", () => {
    const { rows, leftOut } = read({ ...patient, active: false }, asthma);
    expect(rows).toMatchObject({ children: [{ child }], Condition: [{ child }] });
    expect(leftOut).toEqual({ "element Patient.active": 1 });
  });

  test("whose NHS number is verified (01)", () => {
    expect(children({ ...patient, identifier: [nhsNumber(child, status("01"))] })).toMatchObject([{ child }]);
  });

  test("whose NHS number is written with spaces, there and in references", () => {
    const spaced = nhsNumber("999 000 1073");
    const { rows } = read({ ...patient, identifier: [spaced] }, { ...asthma, subject: { ...subject, identifier: spaced } });
    expect(rows).toMatchObject({ children: [{ child }], Condition: [{ child }] });
  });

  test("whose number is given twice, official and usual, or beside an old one", () => {
    const twice = [nhsNumber(child, { use: "official" }), nhsNumber(child, { use: "usual" }), nhsNumber("9990001219", { use: "old" })];
    expect(children({ ...patient, identifier: twice })).toMatchObject([{ child }]);
  });

  test("who stands in the file twice, with the records of both", () => {
    const { rows } = read(patient, asthma, { ...patient, id: "p2" }, ofOther);
    expect(rows).toMatchObject({ children: [{ child }], Condition: [{ child }, { child }] });
  });

  test("into whom another was merged, with the other's records", () => {
    const merged = { ...other, active: false, link: [{ type: "replaced-by", other: { reference: "Patient/p1" } }] };
    const { rows, leftOut } = read(merged, patient, ofOther);
    expect(rows).toMatchObject({ children: [{ child }], Condition: [{ child }] });
    expect(leftOut).toEqual({ "Patient that was replaced by another": 1 });
    const stranger = read({ ...merged, birthDate: "2015-01-01" }, patient, ofOther);
    expect(stranger.rows["Condition"]).toBeUndefined();
  });

  test("who died, and says so", () => {
    expect(read({ ...patient, deceasedDateTime: "2026-02-01" }).rows["Death"]).toMatchObject([{ child, diedOn: "2026-02-01" }]);
    expect(read({ ...patient, deceasedBoolean: true }).rows["Death"]).toMatchObject([{ child, diedOn: null }]);
    expect(read({ ...patient, deceasedBoolean: false }).rows["Death"]).toBeUndefined();
  });
});

describe("a record loads", () => {
  const outside = "that leads to nothing in this file";

  test("without the recorder who is not in the file, and says so", () => {
    const { rows, leftOut } = read(patient, { ...asthma, recorder: { reference: "Practitioner/123", display: "Dr Jones" } });
    expect(rows["Condition"]).toMatchObject([{ recordedBy: null }]);
    expect(leftOut).toEqual({ [`Condition.recorder ${outside}`]: 1, "element Condition.recorder.display": 1 });
  });

  test("with a recorder and a surgery that it contains itself", () => {
    const practitioner = {
      resourceType: "Practitioner",
      id: "dr",
      identifier: [{ system: "https://childview.example/practitioner", value: "rachel.stone" }],
      name: [{ family: "Stone" }],
    };
    const surgery = {
      resourceType: "Organization",
      id: "gp",
      identifier: [{ system: "https://fhir.nhs.uk/Id/ods-organization-code", value: "X99101" }],
      name: "Harbour Road Surgery",
    };
    const { rows, leftOut } = read(
      { ...patient, contained: [surgery], generalPractitioner: [{ reference: "#gp" }] },
      { ...asthma, contained: [practitioner], recorder: { reference: "#dr" } },
    );
    expect(rows["GpRegistration"]).toMatchObject([{ practiceCode: "X99101", practiceName: "Harbour Road Surgery" }]);
    expect(rows["Condition"]).toMatchObject([{ recordedBy: { id: "rachel.stone" } }]);
    expect(leftOut).toEqual({ "element Condition.contained.name": 1 });
  });

  test("with the Patient whom it contains itself, if nothing is against them", () => {
    const jab = {
      resourceType: "Immunization",
      id: "i1",
      status: "completed",
      vaccineCode: snomed("34925111000001104", "Priorix"),
      patient: { reference: "#pat" },
      occurrenceDateTime: "2021-03-16",
    };
    const { rows, leftOut } = read({ ...jab, contained: [{ ...patient, id: "pat" }] });
    expect(rows).toMatchObject({ children: [{ child }], Immunisation: [{ child }] });
    expect(leftOut).toEqual({});
    expect(read({ ...jab, contained: [{ ...other, id: "pat" }] })).toEqual({
      rows: {},
      leftOut: { "Immunization of a Patient who is left out": 1, "Patient without an NHS number": 1 },
    });
  });

  test("without the surgery that is not in the file, or whose code is none", () => {
    const generalPractitioner = [
      { reference: "Organization/x" },
      { identifier: { system: "https://fhir.nhs.uk/Id/ods-organization-code", value: "surgery 1" } },
    ];
    const { rows, leftOut } = read({ ...patient, generalPractitioner });
    expect(Object.keys(rows)).toEqual(["children"]);
    expect(leftOut).toEqual({
      [`Patient.generalPractitioner ${outside}`]: 1,
      "Patient.generalPractitioner without the code of a practice": 1,
      "Patient.generalPractitioner whose code is not one of an organisation (ODS)": 1,
    });
  });

  test("with words alone, with a code alone, and without a status, which then reads as unknown", () => {
    const { rows } = read(
      patient,
      { ...asthma, code: { text: "Glue ear" }, clinicalStatus: undefined },
      { ...asthma, id: "c2", code: { coding: [{ system: "http://snomed.info/sct", code: "195967001" }] } },
    );
    expect(rows["Condition"]).toMatchObject([
      { code: { code: null, label: "Glue ear", system: null }, clinicalStatus: null },
      { code: { code: "195967001", label: "195967001 (SNOMED CT; the record gives no name)" }, clinicalStatus: "ACTIVE" },
    ]);
  });

  test("but for one that does not say what it is of", () => {
    const allergy = { resourceType: "AllergyIntolerance", id: "a1", patient: subject };
    const { rows, leftOut } = read(patient, { ...asthma, code: undefined }, allergy);
    expect(Object.keys(rows)).toEqual(["children"]);
    expect(leftOut).toEqual({ "AllergyIntolerance that does not say to what": 1, "Condition that does not say which": 1 });
  });
});

describe("a time that is not known to the day", () => {
  test("leaves out what needs a day, and is left out where it is one thing among others; both are said", () => {
    const review = reviewOn("2021-03");
    const plan = {
      resourceType: "CarePlan",
      id: "cp1",
      status: "active",
      intent: "plan",
      category: [snomed("91251008", "Physiotherapy")],
      subject,
      period: { start: "2025-09" },
    };
    const { rows, leftOut } = read(patient, review, plan);
    expect(rows["HealthyChildReview"]).toBeUndefined();
    expect(rows["TherapyProgramme"]).toMatchObject([{ programme: "Physiotherapy", startedOn: null }]);
    expect(leftOut).toEqual({ "Encounter of which the day is not known": 1, "element CarePlan.period": 1 });
  });
});

describe("a measurement", () => {
  test("without a value, or in a unit that is not read, is counted, and the review loads", () => {
    const review = reviewOn("2021-03-20");
    const weight = {
      resourceType: "Observation",
      status: "final",
      code: snomed("27113001", "Body weight"),
      subject,
      encounter: { reference: "Encounter/e1" },
    };
    const { rows, leftOut } = read(
      patient,
      review,
      { ...weight, id: "o1", dataAbsentReason: { text: "Declined" } },
      { ...weight, id: "o2", valueQuantity: { value: 20, code: "[lb_av]", unit: "lb" } },
    );
    expect(rows["HealthyChildReview"]).toMatchObject([{ measurements: [] }]);
    expect(leftOut).toEqual({ "element Observation.dataAbsentReason": 1, "element Observation.valueQuantity": 1 });
  });
});

describe("what could be of mental health, and cannot be told", () => {
  test("is left out, and said: a missed appointment with a service in words, an assessment by somebody outside the file", () => {
    const missed = {
      resourceType: "Appointment",
      id: "a1",
      status: "noshow",
      serviceType: [{ text: "CAMHS clinic" }],
      start: "2026-06-15",
      participant: [{ actor: subject }],
    };
    const assessment = {
      resourceType: "Procedure",
      id: "pc1",
      status: "completed",
      category: snomed("386053000", "Evaluation procedure"),
      code: { text: "Assessment" },
      subject,
      performedDateTime: "2026-03-02",
      performer: [{ actor: { reference: "PractitionerRole/x" } }],
    };
    const { rows, leftOut } = read(patient, missed, assessment);
    expect(Object.keys(rows)).toEqual(["children"]);
    expect(leftOut).toMatchObject({
      "Appointment whose service has no SNOMED CT code (it may be of mental health)": 1,
      "Procedure whose performer's profession is not in the file (it may tell of mental health care)": 1,
    });
  });

  test("is found in every service of an appointment, not in the first alone", () => {
    const serviceType = [
      snomed("310099002", "Child physiotherapy service"),
      snomed("310117003", "Child and adolescent psychiatry service"),
    ];
    const missed = {
      resourceType: "Appointment",
      id: "a1",
      status: "noshow",
      serviceType,
      start: "2026-06-15",
      participant: [{ actor: subject }],
    };
    expect(read(patient, missed).rows["MissedAppointment"]).toBeUndefined();
  });
});

describe("a therapist's advice for one place", () => {
  test("never reads as advice for every place", () => {
    const plan = {
      resourceType: "CarePlan",
      id: "cp1",
      status: "active",
      intent: "plan",
      category: [snomed("311555007", "Speech and language therapy")],
      title: "Longer sentences",
      subject,
      activity: [
        { detail: { status: "in-progress", description: "At the pool alone", location: { reference: "Location/pool" } } },
        { detail: { status: "in-progress", description: "Everywhere" } },
      ],
    };
    const pool = { resourceType: "Location", id: "pool", type: [hl7("v3-RoleCode", "HOSP")] };
    const { rows, leftOut } = read(patient, plan, pool);
    expect(rows["TherapyProgramme"]).toMatchObject([{ strategies: [{ place: "ANYWHERE", text: "Everywhere" }] }]);
    expect(leftOut).toMatchObject({ "CarePlan.activity at a place that is neither the setting nor the home": 1 });
  });
});
