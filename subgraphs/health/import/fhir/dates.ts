import { z } from "zod";
import { englandToday } from "../../../../service/england-today.ts";
import { realDate } from "../../../kit/import/dates.ts";
import { peek } from "../tracked.ts";

const dateTimePattern = /^((?:19|20|21)\d{2})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

/**
 * A FHIR date or dateTime as the day it was in England, `YYYY-MM-DD`, or as much of it as is known: `YYYY-MM`, `YYYY`. Undefined for a text that is neither, or a
 * day that does not exist.
 */
export function dayOf(text: string): string | undefined {
  const [, year, month, day, time] = dateTimePattern.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return year;
  if (day === undefined) return realDate(`${year}-${month}-01`)?.slice(0, 7);
  if (realDate(`${year}-${month}-${day}`) === undefined) return undefined;
  if (time === undefined) return `${year}-${month}-${day}`;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : englandToday(instant);
}

/** Whether one day lies after another, as far as both are known: `2021-03` and `2021` do not contradict each other. */
export function isAfter(one: string, other: string): boolean {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) > other.slice(0, known);
}

/** A day or as much of it as is known. */
export const partialDay = z.string().transform((text, context) => {
  const day = dayOf(text);
  if (day !== undefined) return day;
  context.addIssue({
    code: "custom",
    message: "is not a real date or time in FHIR's form (YYYY-MM-DD, YYYY-MM, YYYY, or with a time and its zone)",
  });
  return z.NEVER;
});

/** A day whose year, month and day are known. */
export const wholeDay = partialDay.refine((day) => day.length === 10, "does not say the day");

/** A period of days that may be known in part; its end does not lie before its start. */
export const partialPeriod = periodOf(partialDay, partialDay);

/**
 * The day that a property gives, if it is known to the day. One that is known in part is not read, and is thus counted: a column of days cannot hold it, and any day
 * of that month would be made up.
 */
export function dayIn<Key extends string>(holder: { readonly [K in Key]?: string | undefined } | undefined, key: Key): string | null {
  return peek(holder)?.[key]?.length === 10 ? (holder?.[key] ?? null) : null;
}

/** A period whose start and end are of these kinds of day; its end does not lie before its start. */
export function periodOf<Start extends z.ZodType<string>, End extends z.ZodType<string>>(start: Start, end: End) {
  return z
    .object({ start: start.optional(), end: end.optional() })
    .refine((period) => period.start === undefined || period.end === undefined || !isAfter(period.start, period.end), {
      path: ["end"],
      error: "lies before the start",
    });
}
