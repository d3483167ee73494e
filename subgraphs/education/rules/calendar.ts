import { daysAfter } from "../../../service/days.ts";

/** The day `weeks` weeks after an ISO 8601 date. */
export function addWeeks(date: string, weeks: number): string {
  return daysAfter(date, 7 * weeks);
}

/** The same day of the next year; 1 March for 29 February. */
export function nextYear(date: string): string {
  const [year, day] = [Number(date.slice(0, 4)) + 1, date.slice(5)];
  return `${year}-${day === "02-29" ? "03-01" : day}`;
}
