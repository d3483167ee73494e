import { ChildviewError } from "../../../../service/errors.ts";
import { decisionsOn } from "../../deciding/decisions-on.ts";
import { authorOf } from "../author.ts";
import type { ContestingAssessment } from "../asked/assessment.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { altering } from "../writes.ts";
import { standingAssessment } from "./find.ts";
import { tellingOfAssessment } from "./told-of-assessment.ts";

/**
 * Contests an assessment, and answers its id: from this moment it opens nothing to anybody, and what it closes stays closed (see `withoutContested`). The one who was
 * assessed may, since they are presumed to have capacity until it is shown that they have not (Mental Capacity Act 2005 s1(2)); each holder of parental responsibility
 * who can see it; and everyone on the team. Any ground will do: closing must be easy. Throws ACTION_NOT_PERMITTED, ASSESSMENT_NOT_FOUND, ASSESSMENT_ENDED or
 * ASSESSMENT_CONTESTED.
 */
export function contestAssessment(open: OpenChange, { assessmentId, ground }: ContestingAssessment): Change {
  mustBeConcerned(open);
  // Asked before it is known whether there is such an assessment, so that both cost the same.
  const sees = canSee(open);
  const assessment = standingAssessment(open, assessmentId, () => sees);
  if (assessment.contestedAt !== null) throw new ChildviewError("ASSESSMENT_CONTESTED", "");
  const contested = { contestedAt: open.now, contestedBy: authorOf(open.principal), contestGround: ground };
  return tellingOfAssessment(open, assessment, altering("assessments", assessmentId, contested));
}

function mustBeConcerned(open: OpenChange): void {
  const { principal, relationship } = open;
  if (principal.agency !== "family") mustAct(open, "contest-assessment");
  else if (relationship !== "self" && relationship !== "holder") throw new ChildviewError("ACTION_NOT_PERMITTED", "");
}

// Of the family only who may see that there is an assessment. So whom an order of a court binds learns nothing of it by trying.
function canSee(open: OpenChange): boolean {
  const { policy, child, principal, relationship } = open;
  if (principal.agency !== "family" || relationship === "self") return true;
  const verdict = decisionsOn(policy, child, principal, "FAMILY_ACCESS", open, ["child.assessments"]).get("child.assessments");
  return verdict?.effect === "permit";
}
