import { describe, expect, test } from "@jest/globals";
import { asthma, bundleOf, hl7, patient, readText, type Resource, reviewOn, snomed, subject } from "./health-bundles.ts";

const allergy: Resource = {
  resourceType: "AllergyIntolerance",
  id: "a1",
  clinicalStatus: hl7("allergyintolerance-clinical", "active"),
  code: snomed("91935009", "Allergy to peanut"),
  patient: subject,
  recordedDate: "2024-06-03",
};
const read = (...resources: Resource[]) => readText(bundleOf([patient, ...resources]));
const withCode = (code: object, more: object = {}) => read({ ...allergy, code, ...more });

describe("that no allergy is known", () => {
  test.each([
    ["716186003", "No known allergy"],
    ["409137002", "No known drug allergy"],
    ["429625007", "No known food allergy"],
    ["428607008", "No known environmental allergy"],
    ["716184000", "No known latex allergy"],
    ["1003774007", "No known Hevea brasiliensis latex allergy"],
    ["428197003", "No known insect allergy"],
    ["716220001", "No known animal allergy"],
  ])("is no allergy but a statement with its date, by the code %s (%s), with its name and without", (code, display) => {
    const { rows } = withCode(snomed(code, display));
    expect(rows["Allergy"]).toBeUndefined();
    expect(rows["NoKnownAllergy"]).toMatchObject([{ child: "9990001073", statement: { code, label: display }, recordedOn: "2024-06-03" }]);
    expect(withCode({ coding: [{ system: "http://snomed.info/sct", code }] }).rows["Allergy"]).toBeUndefined();
  });

  test.each([
    "NKDA",
    "Nil known",
    "None",
    "No known allergies",
    "no known drug allergy (situation)",
    "No allergies known",
    "NKDA - no known drug allergies",
  ])("is a statement in the words of a record without codes, too: %s", (text) => {
    const { rows } = withCode({ text });
    expect(rows["Allergy"]).toBeUndefined();
    expect(rows["NoKnownAllergy"]).toMatchObject([{ statement: { code: null, label: text, system: null } }]);
  });

  test("is a statement by a code that is not listed here, if its name says so", () => {
    expect(withCode(snomed("1201000087102", "No known wasp venom allergy")).rows["NoKnownAllergy"]).toHaveLength(1);
  });

  test.each([
    "No nuts - severe allergy",
    "Allergy to nuts, no anaphylaxis so far",
    "Not tolerated: amoxicillin, adverse reaction rash",
    "Nopal",
    "Nilotinib",
  ])("is not read into words that name one: %s", (text) => {
    const { rows } = withCode({ text });
    expect(rows["NoKnownAllergy"]).toBeUndefined();
    expect(rows["Allergy"]).toMatchObject([{ substance: { label: text } }]);
  });

  test.each<[string, object, object]>([
    ["a code that says none and a name that is one", { ...snomed("716186003", "Penicillin") }, {}],
    ["a code that is one and words that say none", { ...snomed("91936005", "Allergy to penicillin"), text: "No known allergies" }, {}],
    ["a code that is one and the word none", { coding: [{ system: "http://snomed.info/sct", code: "91936005" }], text: "None" }, {}],
    [
      "a statement and a reaction",
      snomed("716186003", "No known allergy"),
      { reaction: [{ manifestation: [snomed("39579001", "Anaphylaxis")] }] },
    ],
  ])("and one at once refuses the file, since either could be wrong: %s", (_, code, more) => {
    expect(() => withCode(code, more)).toThrow("entry[1].resource.code");
    expect(() => withCode(code, more)).toThrow("either could be wrong");
  });

  test.each([
    ["was refuted", { verificationStatus: hl7("allergyintolerance-verification", "refuted") }, "AllergyIntolerance refuted"],
    [
      "was entered in error",
      { verificationStatus: hl7("allergyintolerance-verification", "entered-in-error") },
      "AllergyIntolerance entered in error",
    ],
    [
      "no longer holds",
      { clinicalStatus: hl7("allergyintolerance-clinical", "resolved") },
      "AllergyIntolerance that says that no allergy was known, and is no longer held",
    ],
  ])("is left out, and said, where it %s", (_, more, what) => {
    const { rows, leftOut } = withCode(snomed("716186003", "No known allergy"), more);
    expect(rows).toEqual({ children: [{ child: "9990001073", born: "2020-03-09" }] });
    expect(leftOut).toEqual({ [what]: 1 });
  });

  test("is not what a record says that knows nothing of allergies", () => {
    const { rows, leftOut } = withCode({ text: "Allergies not recorded" });
    expect(Object.keys(rows)).toEqual(["children"]);
    expect(leftOut).toEqual({ "AllergyIntolerance that says only that nothing is known of allergies": 1 });
  });
});

describe("that there is no problem", () => {
  test.each<[string, Record<string, unknown>]>([
    ["160245001", { code: snomed("160245001", "No current problems or disability") }],
    ["words", { code: { text: "No known problems" } }],
  ])("is no condition: it is left out, and said (%s)", (_, more) => {
    const { rows, leftOut } = read({ ...asthma, ...more });
    expect(rows["Condition"]).toBeUndefined();
    expect(leftOut).toEqual({ "Condition that says that there is none": 1 });
  });

  test("is not read into the name of one", () => {
    expect(read({ ...asthma, code: { text: "No speech, developmental condition" } }).rows["Condition"]).toHaveLength(1);
  });
});

describe("what an allergy is made of", () => {
  test("comes in whole: what the child reacted to, how it reached them, and where the pen is", () => {
    const reaction = [
      {
        substance: { text: "Peanut butter" },
        manifestation: [snomed("39579001", "Anaphylaxis")],
        exposureRoute: { text: "Eaten" },
        onset: "2025-01",
        severity: "severe",
        note: [{ text: "EpiPen in the school office" }],
      },
    ];
    expect(read({ ...allergy, reaction }).rows["Allergy"]).toMatchObject([
      {
        reactions: [
          {
            substance: { code: null, label: "Peanut butter", system: null },
            manifestations: [{ label: "Anaphylaxis" }],
            exposureRoute: { label: "Eaten" },
            happenedOn: "2025-01",
            severity: "SEVERE",
            notes: "EpiPen in the school office",
          },
        ],
      },
    ]);
  });
});

describe("when something began and ended", () => {
  const years = (value: number) => ({ value, unit: "years", system: "http://unitsofmeasure.org", code: "a" });

  test.each<[object, object]>([
    [{ onsetDateTime: "2024-05" }, { onsetOn: "2024-05", onsetInWords: null }],
    [{ onsetAge: years(3) }, { onsetOn: null, onsetInWords: "at the age of 3 years" }],
    [{ onsetAge: { ...years(1), comparator: "<" } }, { onsetInWords: "before the age of 1 year" }],
    [
      { onsetAge: { value: 18, unit: "Monate", code: "mo", system: "http://unitsofmeasure.org" } },
      { onsetInWords: "at the age of 18 months" },
    ],
    [{ onsetPeriod: { start: "2019-01", end: "2019-06" } }, { onsetInWords: "between 2019-01 and 2019-06" }],
    [{ onsetPeriod: { start: "2019-01" } }, { onsetInWords: "in 2019-01 or later" }],
    [{ onsetRange: { low: years(2), high: years(3) } }, { onsetInWords: "between the age of 2 years and of 3 years" }],
    [{ onsetString: "as a toddler" }, { onsetInWords: "as a toddler" }],
  ])("is read in each form that FHIR has for it: %j", (given, expected) => {
    const { onsetDateTime: _, ...undated } = asthma;
    const { rows, leftOut } = read({ ...undated, ...given }, { ...allergy, ...given });
    expect(rows["Condition"]).toMatchObject([expected]);
    expect(rows["Allergy"]).toMatchObject([expected]);
    expect(leftOut).toEqual({});
  });

  test("and what it ended by, which contradicts a condition that goes on", () => {
    const ended = { abatementString: "age 5", clinicalStatus: hl7("condition-clinical", "resolved") };
    expect(read({ ...asthma, ...ended }).rows["Condition"]).toMatchObject([
      { endedOn: null, endedInWords: "age 5", clinicalStatus: "RESOLVED" },
    ]);
    expect(() => read({ ...asthma, ...ended, clinicalStatus: asthma["clinicalStatus"] })).toThrow(
      "its clinical status says that it has not",
    );
  });
});

describe("a value that is a bound", () => {
  test("is not read as the value", () => {
    const review = reviewOn("2021-03-20");
    const weight = {
      resourceType: "Observation",
      id: "o1",
      status: "final",
      code: snomed("27113001", "Body weight"),
      subject,
      encounter: { reference: "Encounter/e1" },
      valueQuantity: { value: 9, code: "kg", system: "http://unitsofmeasure.org", comparator: "<" },
    };
    expect(() => read(review, weight)).toThrow("makes a bound of the value");
  });
});
