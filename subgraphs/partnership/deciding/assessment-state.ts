import type { AssessmentFacts } from "./capacity.ts";
import { isEnded, isOver } from "./in-force.ts";

/** What has become of an assessment. A contested one opens nothing, from its first day to its last. */
export type AssessmentState = "in-force" | "contested" | "not-yet" | "ended";

/** What has become of an assessment on a day (ISO 8601). Pure. */
export function assessmentState(
  assessment: Pick<AssessmentFacts, "from" | "until" | "endedAt" | "contestedAt">,
  today: string,
): AssessmentState {
  if (isEnded(assessment) || isOver(assessment, today)) return "ended";
  if (assessment.contestedAt !== null) return "contested";
  return assessment.from > today ? "not-yet" : "in-force";
}
