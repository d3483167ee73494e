import { englandToday } from "./england-today.ts";
import { remembering } from "./remembering.ts";

const hour = 3_600_000;

// To ask what day it is costs microseconds, and each decision asks of a few days, which are the same for most children.
const beginningOf = remembering((day) => {
  const winter = new Date(`${day}T00:00:00Z`);
  const summer = new Date(winter.getTime() - hour);
  return (englandToday(summer) === day ? summer : winter).getTime();
});

/** The moment at which a day (ISO 8601) begins in England. In summer that is an hour before it begins in the world's time. */
export function englandMidnight(day: string): Date {
  return new Date(beginningOf(day));
}
