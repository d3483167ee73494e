import { englandToday } from "./england-today.ts";

const hour = 3_600_000;

/** The moment at which a day (ISO 8601) begins in England. In summer that is an hour before it begins in the world's time. */
export function englandMidnight(day: string): Date {
  const winter = new Date(`${day}T00:00:00Z`);
  const summer = new Date(winter.getTime() - hour);
  return englandToday(summer) === day ? summer : winter;
}
