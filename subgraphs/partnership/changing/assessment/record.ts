import { ChildviewError } from "../../../../service/errors.ts";
import { isOver } from "../../deciding/in-force.ts";
import { rightsHolder } from "../../deciding/rights-holder.ts";
import type { CapacityAssessmentRow } from "../../records/capacity-assessment-row.ts";
import { mustHaveRoomForAssessment } from "../bounds.ts";
import type { AssessingCompetence, AssessingCapacity } from "../asked/assessment.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustAct } from "../must-act.ts";
import { mustHaveSubstance } from "../substance.ts";
import { adding } from "../writes.ts";
import { assessedPeriodOf } from "./assessed-period.ts";
import { tellingOfAssessment } from "./told-of-assessment.ts";

/** The age at which the law of England first holds a child answerable for what they understand (Children and Young Persons Act 1933 s50). Before it nobody is Gillick competent here. */
const youngest = 10;

/**
 * Records that a child understands enough to decide about some categories (Gillick v West Norfolk, 1986): from then on theirs is the word that counts there. Answers the
 * assessment's id. Throws ACTION_NOT_PERMITTED, REASON_TOO_SHORT, PERIOD_INVALID, CHILD_TOO_YOUNG, RIGHTS_PASSED_TO_YOUNG_PERSON after compulsory school age,
 * ARGUMENT_INVALID, TOO_MANY_ASSESSMENTS, or ASSESSMENT_CONTESTED if an assessment of the same by the same person was.
 */
export function recordCompetence(open: OpenChange, asked: AssessingCompetence): Change {
  mustAct(open, "assess-competence");
  mustHaveSubstance("ground", asked.ground);
  const { child, policy, today } = open;
  const { from } = assessedPeriodOf(open, asked);
  if (asked.assessedOn < birthday(child.dateOfBirth, youngest)) throw new ChildviewError("CHILD_TOO_YOUNG", "");
  if (rightsHolder(child.dateOfBirth, from > today ? from : today) === "young-person")
    throw new ChildviewError("RIGHTS_PASSED_TO_YOUNG_PERSON", "");
  const unknown = asked.categories.find((category) => !policy.categories.some(({ id }) => id === category));
  if (unknown !== undefined) throw new ChildviewError("ARGUMENT_INVALID", `"categories" has ${unknown}, which is no category.`);
  return record(open, asked, { kind: "gillick-competence", categories: [...new Set(asked.categories)].sort(), decision: null });
}

/**
 * Records that a young person lacks the capacity to decide about sharing (Mental Capacity Act 2005 s2): those with parental responsibility decide for them. Answers the
 * assessment's id. Throws ACTION_NOT_PERMITTED, REASON_TOO_SHORT, PERIOD_INVALID, among others before the 16th birthday, TOO_MANY_ASSESSMENTS, or ASSESSMENT_CONTESTED as `recordCompetence` does.
 */
export function recordLackOfCapacity(open: OpenChange, asked: AssessingCapacity): Change {
  mustAct(open, "assess-capacity");
  mustHaveSubstance("ground", asked.ground);
  assessedPeriodOf(open, asked);
  // Mental Capacity Act 2005 s2(5).
  if (asked.assessedOn < birthday(open.child.dateOfBirth, 16))
    throw new ChildviewError("PERIOD_INVALID", "Before the 16th birthday nobody is assessed under the Mental Capacity Act 2005.");
  return record(open, asked, { kind: "lack-of-capacity", categories: [], decision: asked.decision });
}

type Found = Pick<CapacityAssessmentRow, "kind" | "categories" | "decision">;

function record(open: OpenChange, asked: AssessingCompetence | AssessingCapacity, found: Found): Change {
  const { child, principal, now } = open;
  mustNotRepeatContested(open, found);
  mustHaveRoomForAssessment(open);
  const id = open.newId();
  const { subject: assessor, agency, role } = principal;
  const { ground, assessedOn } = asked;
  const row = {
    ...{ id, child: child.id, ...found, ground, assessor, agency, role, assessedOn },
    ...{ recordedAt: now, contestedAt: null, contestedBy: null, contestGround: null },
    ...{ ...assessedPeriodOf(open, asked), endedAt: null, endedBy: null, endGround: null },
  };
  return tellingOfAssessment(open, row, adding("assessments", row));
}

// Else whoever is contested would only have to say it again, or to end it first and then say it again.
function mustNotRepeatContested({ child, principal, today }: OpenChange, { kind, categories }: Found): void {
  const contested = child.assessments.filter((one) => one.contestedAt !== null && one.kind === kind && !isOver(one, today));
  const own = contested.filter(({ assessor, agency }) => assessor === principal.subject && agency === principal.agency);
  const same = own.some((one) => kind === "lack-of-capacity" || one.categories.some((category) => categories.includes(category)));
  if (same) throw new ChildviewError("ASSESSMENT_CONTESTED", "");
}

/** As a day to compare with: where its year has no 29 February, the next that there is comes after it. */
function birthday(dateOfBirth: string, age: number): string {
  return `${String(Number(dateOfBirth.slice(0, 4)) + age)}${dateOfBirth.slice(4)}`;
}
