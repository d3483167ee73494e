import { enumeration } from "./enumeration.ts";

// FHIR R4 http://hl7.org/fhir/episode-of-care-status without `entered-in-error`.
export const MentalHealthEpisodeStatus = enumeration("MentalHealthEpisodeStatus", "Where an episode of mental health care stands.", {
  PLANNED: "It has been agreed and has not begun.",
  WAITING: "The child is on the waiting list.",
  ACTIVE: "The service is working with the child.",
  ON_HOLD: "It is paused.",
  FINISHED: "The child was discharged.",
  CANCELLED: "It never began.",
});
export type MentalHealthEpisodeStatus = keyof typeof MentalHealthEpisodeStatus;

// NHS England, safer child health: a child does not miss an appointment, but is not brought to it. From 16 the young person attends for themselves.
export const MissedAppointmentOutcome = enumeration(
  "MissedAppointmentOutcome",
  "What happened to an appointment that did not take place.",
  {
    WAS_NOT_BROUGHT: "The child, under 16 on the day, was not brought, and nobody let the service know.",
    DID_NOT_ATTEND: "The young person, 16 or over on the day, did not attend and did not let the service know.",
    CANCELLED_BY_FAMILY: "The family or the young person cancelled.",
    CANCELLED_BY_SERVICE: "The service cancelled: this says nothing about the family.",
    CANCELLED: "It was cancelled; the record does not say by whom.",
  },
);
export type MissedAppointmentOutcome = keyof typeof MissedAppointmentOutcome;
