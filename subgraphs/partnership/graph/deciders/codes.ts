import { registerEnumType } from "type-graphql";
import type { AssessmentState as State } from "../../deciding/assessment-state.ts";
import type { CapacityAssessmentRow } from "../../records/capacity-assessment-row.ts";

/** What was assessed. */
export const DeciderAssessmentKind = { COMPETENCE: "gillick-competence", LACK_OF_CAPACITY: "lack-of-capacity" } as const satisfies Record<
  string,
  CapacityAssessmentRow["kind"]
>;

registerEnumType(DeciderAssessmentKind, {
  name: "DeciderAssessmentKind",
  description: "What was assessed.",
  valuesConfig: {
    COMPETENCE: { description: "That the child understands enough to decide about some categories themself (Gillick)." },
    LACK_OF_CAPACITY: {
      description: "That the young person lacks the capacity to decide, so that others decide for them (Mental Capacity Act 2005).",
    },
  },
});

/** What has become of an assessment. */
export const DeciderAssessmentState = {
  IN_FORCE: "in-force",
  CONTESTED: "contested",
  NOT_YET: "not-yet",
  ENDED: "ended",
} as const satisfies Record<string, State>;

registerEnumType(DeciderAssessmentState, {
  name: "DeciderAssessmentState",
  description: "What has become of an assessment.",
  valuesConfig: {
    IN_FORCE: { description: "It says who decides." },
    CONTESTED: { description: "Somebody contests it: it opens nothing to anybody, and what it closes stays closed, until it ends." },
    NOT_YET: { description: "It begins on a later day." },
    ENDED: { description: "It is over, or somebody ended it." },
  },
});
