import { ChildviewError } from "../../../service/errors.ts";
import type { Dated } from "../deciding/in-force.ts";
import type { Moment } from "../deciding/moment.ts";

/** The first and the last day (ISO 8601) on which something dated is to hold, as far as somebody named them. */
export interface AskedPeriod {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The days on which something is to hold: from today and without an end, unless others are asked for. Throws PERIOD_INVALID for a time that ends before it begins or is over. */
export function periodOf({ today }: Pick<Moment, "today">, { from = today, until }: AskedPeriod): Dated {
  if (until !== undefined && until < from) throw new ChildviewError("PERIOD_INVALID", '"until" is before the day on which it begins.');
  if (until !== undefined && until < today) throw new ChildviewError("PERIOD_INVALID", '"until" is in the past.');
  return { from, until: until ?? null };
}
