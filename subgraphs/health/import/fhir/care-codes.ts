/** SNOMED CT codes of CarePlan.category that make it the programme of a therapist. */
export const therapyCategories = {
  "311555007": "SPEECH_AND_LANGUAGE_THERAPY", // Speech and language therapy (regime/therapy)
  "84478008": "OCCUPATIONAL_THERAPY", // Occupational therapy (regime/therapy)
  "91251008": "PHYSIOTHERAPY", // Physical therapy procedure (regime/therapy)
} as const;

/** The SNOMED CT code of CarePlan.category that makes it the plan of a mental health episode: Mental health care plan (record artifact). */
export const mentalHealthPlanCategory = "718347000";

/** http://hl7.org/fhir/request-status, as this service stores it. */
export const planStatuses = {
  draft: "DRAFT",
  active: "ACTIVE",
  "on-hold": "ON_HOLD",
  revoked: "STOPPED",
  completed: "COMPLETED",
  unknown: "UNKNOWN",
} as const;

/** http://hl7.org/fhir/goal-status, as this service stores it. */
export const goalStatuses = {
  proposed: "PROPOSED",
  planned: "PLANNED",
  accepted: "ACCEPTED",
  active: "ACTIVE",
  "on-hold": "ON_HOLD",
  completed: "COMPLETED",
  cancelled: "CANCELLED",
  rejected: "REJECTED",
} as const;

/** The code system of Goal.achievementStatus. */
export const achievementSystem = "http://terminology.hl7.org/CodeSystem/goal-achievement";

/** Its codes, as this service stores them. */
export const achievements = {
  "in-progress": "IN_PROGRESS",
  improving: "IMPROVING",
  worsening: "WORSENING",
  "no-change": "NO_CHANGE",
  achieved: "ACHIEVED",
  sustaining: "SUSTAINING",
  "not-achieved": "NOT_ACHIEVED",
  "no-progress": "NO_PROGRESS",
  "not-attainable": "NOT_ATTAINABLE",
} as const;

/** http://hl7.org/fhir/care-plan-activity-status: whether an activity of a plan is still in use. */
export const activityStatuses = {
  "not-started": "IN_USE",
  scheduled: "IN_USE",
  "in-progress": "IN_USE",
  "on-hold": "IN_USE",
  completed: "OVER",
  cancelled: "OVER",
  stopped: "OVER",
  unknown: "IN_USE",
  "entered-in-error": "OVER",
} as const;

/** HL7's code system for the type of a Location, and which of its codes are the setting or the home. */
export const placeSystem = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
export const places = { SCHOOL: "SETTING", PTRES: "HOME" } as const;
