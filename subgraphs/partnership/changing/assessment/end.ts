import { type Action, mayAct } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { isEnded, isOver } from "../../deciding/in-force.ts";
import type { CapacityAssessmentRow } from "../../records/capacity-assessment-row.ts";
import { authorOf } from "../author.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustSayWhy } from "../ground.ts";
import { altering } from "../writes.ts";

/** Which assessment ends, and why. */
export interface EndingAssessment {
  readonly assessmentId: string;
  readonly ground: string;
}

const actionOf: Readonly<Record<CapacityAssessmentRow["kind"], Action>> = {
  "gillick-competence": "assess-competence",
  "lack-of-capacity": "assess-capacity",
};

/**
 * Ends an assessment from this moment, and answers its id: who decides is again what the law says without it. Whoever may assess the same may. Throws ACTION_NOT_PERMITTED,
 * ASSESSMENT_NOT_FOUND, ASSESSMENT_ENDED or REASON_TOO_SHORT.
 */
export function endAssessment(open: OpenChange, { assessmentId, ground }: EndingAssessment): Change {
  const { child, principal, now, today } = open;
  if (!Object.values(actionOf).some((action) => may(open, action))) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
  const assessment = child.assessments.find(({ id, kind }) => id === assessmentId && may(open, actionOf[kind]));
  if (assessment === undefined) throw new ChildviewError("ASSESSMENT_NOT_FOUND", "");
  if (isEnded(assessment) || isOver(assessment, today)) throw new ChildviewError("ASSESSMENT_ENDED", "");
  mustSayWhy(ground);
  const ended = { endedAt: now, endedBy: authorOf(principal), endGround: ground };
  return { id: assessmentId, writes: [altering("assessments", assessmentId, ended)] };
}

function may({ policy, principal, relationship }: OpenChange, action: Action): boolean {
  const { role, agency } = principal;
  return mayAct(policy, action, { role, agency, relationship });
}
