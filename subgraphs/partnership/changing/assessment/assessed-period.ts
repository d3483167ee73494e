import { ChildviewError } from "../../../../service/errors.ts";
import { daysAfter } from "../../../../service/days.ts";
import type { Dated } from "../../deciding/in-force.ts";
import type { OpenChange } from "../change.ts";
import { periodOf } from "../period.ts";

const longestAgo = 90;
const longest = 366;

/** When it was assessed, and for which days it is to hold (ISO 8601); from today if no first day is named. */
export interface AssessedPeriod {
  readonly assessedOn: string;
  readonly from?: string | undefined;
  readonly until: string;
}

/**
 * The days for which an assessment holds. A child's understanding, and a young person's capacity, are of a time: it rests on a conversation of the last 90 days, holds
 * from then on and not before, and is made again within a year. Throws PERIOD_INVALID.
 */
export function assessedPeriodOf({ today }: Pick<OpenChange, "today">, { assessedOn, ...asked }: AssessedPeriod): Dated {
  if (assessedOn > today) throw invalid('"assessedOn" is in the future.');
  if (assessedOn < daysAfter(today, -longestAgo)) throw invalid(`"assessedOn" is more than ${String(longestAgo)} days ago; assess anew.`);
  const period = periodOf({ today }, asked);
  if (period.from < assessedOn) throw invalid('"from" is before the day on which it was assessed.');
  if (asked.until > daysAfter(period.from, longest))
    throw invalid(`"until" is more than ${String(longest)} days after the day on which it begins.`);
  return period;
}

function invalid(detail: string): ChildviewError {
  return new ChildviewError("PERIOD_INVALID", detail);
}
