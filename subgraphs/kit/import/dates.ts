import { isInCalendar } from "../../../service/days.ts";

/** The date as `YYYY-MM-DD` if the text is a day that exists, written `YYYY-MM-DD` or `dd/mm/yyyy` (as the census returns write it); else undefined. */
export function realDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const british = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const [year, month, day] = iso?.slice(1) ?? british?.slice(1).reverse() ?? [];
  if (year === undefined || month === undefined || day === undefined || year < "1900") return undefined;
  const written = `${year}-${month}-${day}`;
  return isInCalendar(written) ? written : undefined;
}
