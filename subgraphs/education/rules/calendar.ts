const day = 24 * 60 * 60 * 1000;

/** The day `days` calendar days after an ISO 8601 date, as an ISO 8601 date. Negative counts go back. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** The day `weeks` weeks after an ISO 8601 date. */
export function addWeeks(date: string, weeks: number): string {
  return addDays(date, 7 * weeks);
}

/** The same day of the next year; 1 March for 29 February. */
export function nextYear(date: string): string {
  const [year, day] = [Number(date.slice(0, 4)) + 1, date.slice(5)];
  return `${year}-${day === "02-29" ? "03-01" : day}`;
}
