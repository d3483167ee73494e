import { enumeration } from "./enumeration.ts";

// FHIR R4 http://terminology.hl7.org/CodeSystem/condition-clinical; `allergyintolerance-clinical` is a part of it.
export const ClinicalStatus = enumeration("ClinicalStatus", "Whether a condition or an allergy affects the child now.", {
  ACTIVE: "It affects the child now.",
  RECURRENCE: "It had gone and has come back.",
  RELAPSE: "It had improved and has become worse again.",
  INACTIVE: "It does not affect the child now, and may return.",
  REMISSION: "Its signs have gone, and it may return.",
  RESOLVED: "It is over and is not expected to return.",
});
export type ClinicalStatus = keyof typeof ClinicalStatus;

// FHIR R4 condition-ver-status without `refuted` and `entered-in-error`, which are not stored.
export const ClinicalCertainty = enumeration("ClinicalCertainty", "How sure clinicians are of a condition or an allergy.", {
  UNCONFIRMED: "There is not enough evidence yet.",
  PROVISIONAL: "A working diagnosis, to be confirmed.",
  DIFFERENTIAL: "One of several diagnoses that would explain the signs.",
  CONFIRMED: "There is enough evidence.",
});
export type ClinicalCertainty = keyof typeof ClinicalCertainty;

// FHIR R4 http://hl7.org/fhir/allergy-intolerance-type
export const AllergyKind = enumeration("AllergyKind", "By which mechanism the substance harms the child.", {
  ALLERGY: "The immune system reacts to the substance.",
  INTOLERANCE: "The body does not bear the substance, without an immune reaction.",
});
export type AllergyKind = keyof typeof AllergyKind;

// FHIR R4 http://hl7.org/fhir/allergy-intolerance-category
export const AllergyCategory = enumeration("AllergyCategory", "What sort of substance an allergy is to.", {
  FOOD: "Something eaten or drunk.",
  MEDICATION: "A medicine.",
  ENVIRONMENT: "Something in the surroundings, such as pollen or latex.",
  BIOLOGIC: "A preparation made from a living organism, such as a vaccine.",
});
export type AllergyCategory = keyof typeof AllergyCategory;

// FHIR R4 http://hl7.org/fhir/allergy-intolerance-criticality
export const AllergyCriticality = enumeration("AllergyCriticality", "How dangerous the next contact with the substance could be.", {
  LOW: "Not expected to threaten life.",
  HIGH: "May threaten life or an organ: know where the child's emergency medicine is.",
  UNABLE_TO_ASSESS: "Nobody can tell from what is known.",
});
export type AllergyCriticality = keyof typeof AllergyCriticality;

// FHIR R4 http://hl7.org/fhir/reaction-event-severity
export const ReactionSeverity = enumeration("ReactionSeverity", "How bad a past reaction was.", {
  MILD: "Mild.",
  MODERATE: "Moderate.",
  SEVERE: "Severe.",
});
export type ReactionSeverity = keyof typeof ReactionSeverity;

// FHIR R4 http://hl7.org/fhir/event-status as far as Immunization uses it, without `entered-in-error`.
export const ImmunisationStatus = enumeration("ImmunisationStatus", "Whether the vaccine was given.", {
  GIVEN: "The vaccine was given.",
  NOT_GIVEN: "The vaccine was not given: the child is not protected by it.",
});
export type ImmunisationStatus = keyof typeof ImmunisationStatus;
