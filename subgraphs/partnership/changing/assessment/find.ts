import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import type { CapacityAssessmentRow } from "../../records/capacity-assessment-row.ts";
import type { OpenChange } from "../change.ts";

/** An assessment that has not ended, of those that whoever asks may know. Throws ASSESSMENT_NOT_FOUND, alike for what there is not and what is not for them; or ASSESSMENT_ENDED. */
export function standingAssessment(
  { child, today }: Pick<OpenChange, "child" | "today">,
  id: string,
  mayKnow: (assessment: CapacityAssessmentRow) => boolean,
): CapacityAssessmentRow {
  const assessment = child.assessments.find((one) => one.id === id && mayKnow(one));
  if (assessment === undefined) throw new ChildviewError("ASSESSMENT_NOT_FOUND", "");
  if (isEnded(assessment) || isOver(assessment, today)) throw new ChildviewError("ASSESSMENT_ENDED", "");
  return assessment;
}
