import { ChildviewError } from "../../../../service/errors.ts";
import { authorOf } from "../author.ts";
import type { EndingAssessment } from "../asked/assessment.ts";
import type { Change, OpenChange } from "../change.ts";
import { may } from "../must-act.ts";
import { mustHaveSubstance } from "../substance.ts";
import { altering } from "../writes.ts";
import { standingAssessment } from "./find.ts";
import { assessingOf, tellingOfAssessment } from "./told-of-assessment.ts";

/**
 * Ends an assessment from this moment, and answers its id: who decides is again what the law says without it, and what they agreed to before it has to be said again.
 * Whoever may assess the same may. Throws ACTION_NOT_PERMITTED, ASSESSMENT_NOT_FOUND, ASSESSMENT_ENDED or REASON_TOO_SHORT.
 */
export function endAssessment(open: OpenChange, { assessmentId, ground }: EndingAssessment): Change {
  if (!Object.values(assessingOf).some((action) => may(open, action))) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  const assessment = standingAssessment(open, assessmentId, ({ kind }) => may(open, assessingOf[kind]));
  mustHaveSubstance("ground", ground);
  const ended = { endedAt: open.now, endedBy: authorOf(open.principal), endGround: ground };
  return tellingOfAssessment(open, assessment, altering("assessments", assessmentId, ended));
}
