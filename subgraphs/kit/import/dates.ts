/** The date as `YYYY-MM-DD` if the text is a day that exists, written `YYYY-MM-DD` or `dd/mm/yyyy` (as the census returns write it); else undefined. */
export function realDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const british = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const [year, month, day] = iso?.slice(1) ?? british?.slice(1).reverse() ?? [];
  if (year === undefined || month === undefined || day === undefined || year < "1900") return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // JavaScript rolls 31 February over to March; a date that rolled is no date.
  const written = `${year}-${month}-${day}`;
  return date.toISOString().slice(0, 10) === written ? written : undefined;
}

/** Today in UTC as `YYYY-MM-DD`. Dates written so compare as texts do. */
export function today(now: Date = new Date()): string {
  return now.toISOString().slice(0, 10);
}
