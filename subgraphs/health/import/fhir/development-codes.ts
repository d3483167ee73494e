/**
 * The code system for Encounter.type of a Healthy Child review. SNOMED CT has none for all five; the Community Services Data Set counts four of them by its
 * COMMUNITY CARE ACTIVITY TYPE CODE (08 new birth, 09 6-8 weeks, 10 1 year, 11 2-2½ years).
 */
export const reviewSystem = "https://childview.example/CodeSystem/healthy-child-review";

/** The reviews of the Healthy Child Programme, as this service stores them. */
export const reviewKinds = {
  antenatal: "ANTENATAL",
  "new-birth": "NEW_BIRTH",
  "6-8-weeks": "SIX_TO_EIGHT_WEEKS",
  "12-months": "TWELVE_MONTHS",
  "2-2.5-years": "TWO_TO_TWO_AND_A_HALF_YEARS",
} as const;

/** The code system for an Observation that holds an ASQ-3 (code `asq-3`), and for its components: the questionnaire's age and the five areas. */
export const asqSystem = "https://childview.example/CodeSystem/asq-3";

/** The areas of the ASQ-3, in the order of the questionnaire. */
export const asqDomains = {
  communication: "COMMUNICATION",
  "gross-motor": "GROSS_MOTOR",
  "fine-motor": "FINE_MOTOR",
  "problem-solving": "PROBLEM_SOLVING",
  "personal-social": "PERSONAL_SOCIAL",
} as const;

/** For which ages in months there is an ASQ-3 questionnaire. */
export const asqAges: readonly number[] = [2, 4, 6, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 27, 30, 33, 36, 42, 48, 54, 60];

/** HL7's code system for Observation.interpretation. */
export const interpretationSystem = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

/** What an ASQ-3 score means: normal, low (the monitoring zone), critically low (at or below the cut-off). */
export const asqInterpretations = { N: "ON_SCHEDULE", L: "MONITOR", LL: "BELOW_CUT_OFF" } as const;

/** What a review measures: SNOMED CT codes of Observation.code, with the units (UCUM) in which it is measured. */
export const measurements: Readonly<Record<string, readonly string[]>> = {
  "27113001": ["kg", "g"], // body weight
  "50373000": ["cm", "m"], // body height
  "248334005": ["cm", "m"], // length of body
  "363812007": ["cm"], // head circumference
};
