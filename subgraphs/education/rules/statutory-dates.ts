import { daysAfter } from "../../../service/days.ts";
import { addWeeks, nextYear } from "./calendar.ts";

/** The last days that the law allows for the steps of an EHC needs assessment, as ISO 8601 dates. */
export interface StatutoryDates {
  readonly decisionBy: string;
  readonly adviceBy: string;
  readonly noPlanNoticeBy: string;
  readonly draftPlanBy: string;
  readonly finalPlanBy: string;
}

/**
 * The statutory clock of a request, after the Special Educational Needs and Disability Regulations 2014 (SI 2014/1530):
 * - decision whether to assess: within 6 weeks of receiving the request (reg 5(1));
 * - advice: within 6 weeks of being asked for it (reg 8(1)); when it was asked is not recorded, so the latest day is counted from the
 *   decision, or from the last day for the decision while there is none;
 * - notice that there will be no plan: within 16 weeks of the request (reg 10(1));
 * - draft plan: at least 15 days for comments, of which the day of sending is the first (reg 13(1)), so no later than 15 days before the end;
 * - final plan: within 20 weeks of the request (reg 13(2)).
 * The exceptions of regs 5(4), 8(2), 10(4) and 13(3) are not counted in: they release the authority, they do not set another day.
 */
export function statutoryDates(receivedDate: string, decidedOn: string | null = null): StatutoryDates {
  const decisionBy = addWeeks(receivedDate, 6);
  const finalPlanBy = addWeeks(receivedDate, 20);
  return {
    decisionBy,
    adviceBy: addWeeks(decidedOn ?? decisionBy, 6),
    noPlanNoticeBy: addWeeks(receivedDate, 16),
    draftPlanBy: daysAfter(finalPlanBy, -15),
    finalPlanBy,
  };
}

/**
 * The last day for the next annual review: the 12 months of the Children and Families Act 2014 s44(1) start with the day the plan was made or last
 * reviewed, so they end on the day before that day's anniversary. `from` is the later of the two.
 */
export function reviewDueBy(from: string): string {
  return daysAfter(nextYear(from), -1);
}

/** The last day for the decision after an annual review meeting: 4 weeks after it (SEND Regulations 2014 reg 20(10)). */
export function reviewDecisionBy(meetingOn: string): string {
  return addWeeks(meetingOn, 4);
}
