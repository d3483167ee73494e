/** The code system of Condition.clinicalStatus. */
export const conditionClinicalSystem = "http://terminology.hl7.org/CodeSystem/condition-clinical";

/** FHIR's clinical statuses of a condition, as this service stores them. */
export const conditionClinical = {
  active: "ACTIVE",
  recurrence: "RECURRENCE",
  relapse: "RELAPSE",
  inactive: "INACTIVE",
  remission: "REMISSION",
  resolved: "RESOLVED",
} as const;

/** The code system of Condition.verificationStatus. */
export const conditionVerificationSystem = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

/** FHIR's certainties of a condition that holds, as this service stores them. */
export const conditionVerification = {
  unconfirmed: "UNCONFIRMED",
  provisional: "PROVISIONAL",
  differential: "DIFFERENTIAL",
  confirmed: "CONFIRMED",
} as const;

/** The code system of AllergyIntolerance.clinicalStatus. */
export const allergyClinicalSystem = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";

/** FHIR's clinical statuses of an allergy, as this service stores them. */
export const allergyClinical = { active: "ACTIVE", inactive: "INACTIVE", resolved: "RESOLVED" } as const;

/** The code system of AllergyIntolerance.verificationStatus. */
export const allergyVerificationSystem = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

/** FHIR's certainties of an allergy that holds, as this service stores them. */
export const allergyVerification = { unconfirmed: "UNCONFIRMED", confirmed: "CONFIRMED" } as const;
