// Days are ISO 8601 texts, which compare as the days do. They have no zone: which day it is at a moment only `englandToday` says.

/** The day so many days after another; before it if there are fewer than none. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The day so many months after another; the last of its month where that has no such day. */
export function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  return date.toISOString().slice(0, 8) + String(Math.min(date.getUTCDate(), Number(day.slice(8)))).padStart(2, "0");
}

/** Whether the calendar has such a day: JavaScript rolls 31 February over to March. Expects three numbers with hyphens between them. */
export function isInCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
}

/** The day of the week, from 0 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
