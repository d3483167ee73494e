import { enumeration } from "./enumeration.ts";

export const TherapyProfession = enumeration("TherapyProfession", "The profession whose programme it is.", {
  SPEECH_AND_LANGUAGE_THERAPY: "Speech and language therapy.",
  OCCUPATIONAL_THERAPY: "Occupational therapy.",
  PHYSIOTHERAPY: "Physiotherapy.",
});
export type TherapyProfession = keyof typeof TherapyProfession;

// FHIR R4 http://hl7.org/fhir/request-status without `entered-in-error`.
export const TherapyProgrammeStatus = enumeration("TherapyProgrammeStatus", "Whether a programme is being followed.", {
  DRAFT: "It is being written.",
  ACTIVE: "It is being followed.",
  ON_HOLD: "It is paused.",
  STOPPED: "It was ended before it was complete.",
  COMPLETED: "It is complete.",
  UNKNOWN: "The sending system does not know.",
});
export type TherapyProgrammeStatus = keyof typeof TherapyProgrammeStatus;

// FHIR R4 http://hl7.org/fhir/goal-status without `entered-in-error`.
export const TherapyGoalStatus = enumeration("TherapyGoalStatus", "Where a goal stands in its life.", {
  PROPOSED: "It has been suggested.",
  PLANNED: "It is planned.",
  ACCEPTED: "It is agreed, and work on it has not begun.",
  ACTIVE: "It is being worked on.",
  ON_HOLD: "Work on it is paused.",
  COMPLETED: "Work on it has ended.",
  CANCELLED: "It was given up.",
  REJECTED: "It was not agreed.",
});
export type TherapyGoalStatus = keyof typeof TherapyGoalStatus;

// FHIR R4 http://terminology.hl7.org/CodeSystem/goal-achievement
export const TherapyGoalProgress = enumeration("TherapyGoalProgress", "How the child is doing against a goal.", {
  IN_PROGRESS: "Work goes on.",
  IMPROVING: "The child is getting closer.",
  WORSENING: "The child is getting further away.",
  NO_CHANGE: "Neither closer nor further away.",
  ACHIEVED: "Reached.",
  SUSTAINING: "Reached, and kept.",
  NOT_ACHIEVED: "Not reached.",
  NO_PROGRESS: "Work has brought the child no closer.",
  NOT_ATTAINABLE: "It cannot be reached.",
});
export type TherapyGoalProgress = keyof typeof TherapyGoalProgress;

export const TherapyStrategyPlace = enumeration("TherapyStrategyPlace", "Where a strategy is to be used.", {
  SETTING: "In the nursery, school or college.",
  HOME: "At home.",
  ANYWHERE: "Wherever the child is.",
});
export type TherapyStrategyPlace = keyof typeof TherapyStrategyPlace;
