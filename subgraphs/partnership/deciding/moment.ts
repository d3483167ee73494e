import { englandToday } from "../../../service/england-today.ts";

/** When something is decided. Most facts begin and end with a day in England; what is opened for hours, and what somebody ends, does so at a moment. */
export interface Moment {
  readonly now: Date;
  /** ISO 8601 day. */
  readonly today: string;
}

/** The moment and the day on which it falls in England. */
export function momentAt(now: Date): Moment {
  return { now, today: englandToday(now) };
}
