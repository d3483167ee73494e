import { ChildviewError } from "../../../../service/errors.ts";
import { rightsHolder } from "../../deciding/rights-holder.ts";
import type { CapacityAssessmentRow } from "../../records/capacity-assessment-row.ts";
import type { Change, OpenChange } from "../change.ts";
import { mustSayWhy } from "../ground.ts";
import { mustAct } from "../must-act.ts";
import { type AskedPeriod, periodOf } from "../period.ts";
import { adding } from "../writes.ts";

/** What was found, on what it rests, and for how long it is to hold. The one who records it is the one who assessed. */
interface Assessing extends AskedPeriod {
  readonly ground: string;
}

/** About what a child was found competent to decide. */
export interface AssessingCompetence extends Assessing {
  readonly categories: readonly string[];
}

/**
 * Records that a child understands enough to decide about some categories (Gillick v West Norfolk, 1986): from then on theirs is the word that counts there. Answers the
 * assessment's id. Throws ACTION_NOT_PERMITTED, REASON_TOO_SHORT, PERIOD_INVALID, ARGUMENT_INVALID, or RIGHTS_PASSED_TO_YOUNG_PERSON after compulsory school age.
 */
export function recordCompetence(open: OpenChange, asked: AssessingCompetence): Change {
  mustAct(open, "assess-competence");
  mustSayWhy(asked.ground);
  const { child, policy, today } = open;
  const { from } = periodOf(open, asked);
  if (rightsHolder(child.dateOfBirth, from > today ? from : today) === "young-person")
    throw new ChildviewError("RIGHTS_PASSED_TO_YOUNG_PERSON", "");
  const unknown = asked.categories.find((category) => !policy.categories.some(({ id }) => id === category));
  if (unknown !== undefined) throw new ChildviewError("ARGUMENT_INVALID", `"categories" has ${unknown}, which is no category.`);
  return record(open, asked, { kind: "gillick-competence", categories: [...new Set(asked.categories)].sort() });
}

/**
 * Records that a young person lacks the capacity to decide about sharing (Mental Capacity Act 2005 s2): those with parental responsibility go on speaking for them.
 * Answers the assessment's id. Throws ACTION_NOT_PERMITTED, REASON_TOO_SHORT, or PERIOD_INVALID, among others before the 16th birthday.
 */
export function recordLackOfCapacity(open: OpenChange, asked: Assessing): Change {
  mustAct(open, "assess-capacity");
  mustSayWhy(asked.ground);
  // Mental Capacity Act 2005 s2(5).
  if (periodOf(open, asked).from < sixteenthBirthday(open.child.dateOfBirth))
    throw new ChildviewError("PERIOD_INVALID", "Before the 16th birthday nobody is assessed under the Mental Capacity Act 2005.");
  return record(open, asked, { kind: "lack-of-capacity", categories: [] });
}

function record(open: OpenChange, asked: Assessing, found: Pick<CapacityAssessmentRow, "kind" | "categories">): Change {
  const { child, principal } = open;
  const id = open.newId();
  const { subject: assessor, agency } = principal;
  const ending = { endedAt: null, endedBy: null, endGround: null };
  const row = { id, child: child.id, ...found, ground: asked.ground, assessor, agency, ...periodOf(open, asked), ...ending };
  return { id, writes: [adding("assessments", row)] };
}

/** As a day to compare with: where its year has no 29 February, the next that there is comes after it. */
function sixteenthBirthday(dateOfBirth: string): string {
  return `${String(Number(dateOfBirth.slice(0, 4)) + 16)}${dateOfBirth.slice(4)}`;
}
