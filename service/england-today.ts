const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" });

/** The day it is in England at a moment (ISO 8601): consents, teams and rights begin and end at midnight there. */
export function englandToday(now: Date): string {
  return day.format(now);
}
