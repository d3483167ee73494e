import { enumeration } from "./enumeration.ts";

// The five mandated reviews of the Healthy Child Programme (Local Authorities (Public Health Functions) Regulations 2013 reg 5A).
export const HealthyChildReviewKind = enumeration("HealthyChildReviewKind", "Which review of the Healthy Child Programme it was.", {
  ANTENATAL: "Antenatal health promoting visit, from 28 weeks of pregnancy.",
  NEW_BIRTH: "New birth visit, at 10 to 14 days.",
  SIX_TO_EIGHT_WEEKS: "Review at 6 to 8 weeks.",
  TWELVE_MONTHS: "Review at 12 months.",
  TWO_TO_TWO_AND_A_HALF_YEARS: "Review at 2 to 2½ years.",
});
export type HealthyChildReviewKind = keyof typeof HealthyChildReviewKind;

/** A review's plain name, for lists in which it stands beside other assessments. */
export const reviewNames: Readonly<Record<HealthyChildReviewKind, string>> = {
  ANTENATAL: "Antenatal review",
  NEW_BIRTH: "New birth visit",
  SIX_TO_EIGHT_WEEKS: "6 to 8 week review",
  TWELVE_MONTHS: "12 month review",
  TWO_TO_TWO_AND_A_HALF_YEARS: "2 to 2½ year review",
};

// Ages & Stages Questionnaires, third edition (ASQ-3): the five areas, each scored from 0 to 60.
export const AsqDomain = enumeration("AsqDomain", "An area of development that the ASQ-3 asks about.", {
  COMMUNICATION: "Talking, listening and understanding.",
  GROSS_MOTOR: "Using the large muscles: walking, running, jumping.",
  FINE_MOTOR: "Using hands and fingers.",
  PROBLEM_SOLVING: "Learning, and playing with toys to find things out.",
  PERSONAL_SOCIAL: "Looking after oneself, and playing with others.",
});
export type AsqDomain = keyof typeof AsqDomain;

export const AsqResult = enumeration("AsqResult", "What an ASQ-3 score means for the child.", {
  ON_SCHEDULE: "Development is on schedule in this area.",
  MONITOR: "Close to the cut-off: offer activities and look again.",
  BELOW_CUT_OFF: "At or below the cut-off: a further assessment may be needed.",
});
export type AsqResult = keyof typeof AsqResult;
