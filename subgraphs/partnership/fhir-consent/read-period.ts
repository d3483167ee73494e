import { z } from "zod";
import { englandMidnight } from "../../../service/england-midnight.ts";
import { englandToday } from "../../../service/england-today.ts";
import type { Moment } from "../deciding/moment.ts";
import { refused } from "./refused.ts";
import type { Rule } from "./shape.ts";

/** The first and the last day (ISO 8601) of a rule, both within, as far as it says. */
export interface ReadPeriod {
  readonly from: string | undefined;
  readonly until: string | undefined;
}

/**
 * Reads the days on which a rule holds. FHIR's boundaries are inclusive, as ours are, but ours are days in England: a moment is understood where it is the first or the
 * last of such a day, or where it has begun already. Throws CONSENT_RESOURCE_REFUSED for any other, for a year or a month without its day, and for what is over.
 */
export function readPeriod(period: Rule["period"], path: string, moment: Moment): ReadPeriod {
  const from = period?.start === undefined ? undefined : firstDay(period.start, `${path}.start`, moment);
  const until = period?.end === undefined ? undefined : lastDay(period.end, `${path}.end`, moment);
  if (from !== undefined && until !== undefined && until < from) throw refused(`${path} ends before it begins.`);
  return { from, until };
}

/** The day in England on which something was said or written, of a FHIR dateTime. Throws CONSENT_RESOURCE_REFUSED for one that is not that exact, and for the future. */
export function readDay(value: string, path: string, { today }: Pick<Moment, "today">): string {
  const read = readDateTime(value, path);
  const day = typeof read === "string" ? read : englandToday(read);
  if (day > today) throw refused(`${path} is in the future.`);
  return day;
}

function firstDay(value: string, path: string, { now }: Moment): string {
  const read = readDateTime(value, path);
  if (typeof read === "string") return read;
  const day = englandToday(read);
  if (read > now && read.getTime() !== englandMidnight(day).getTime())
    throw refused(`${path} is within a day; a consent begins with a day in England.`);
  return day;
}

function lastDay(value: string, path: string, { now, today }: Moment): string {
  const read = readDateTime(value, path);
  if (typeof read === "string" ? read < today : read < now) throw refused(`${path} is in the past, so the rule would change nothing.`);
  if (typeof read === "string") return read;
  const day = englandToday(read);
  // 23:59:59 includes all of that second.
  if (englandToday(new Date(read.getTime() + 1000)) === day)
    throw refused(`${path} is within a day; a consent ends with a day in England.`);
  return day;
}

// PostgreSQL has no year 0.
const day = z.iso.date().regex(/^(?!0000)/);
const dateTime = z.iso.datetime({ offset: true }).regex(/^(?!0000)/);

// A year or a month is to FHIR a date that is not known better, not its first day or its last.
function readDateTime(value: string, path: string): string | Date {
  if (day.safeParse(value).success) return value;
  if (dateTime.safeParse(value).success) return new Date(value);
  throw refused(`${path} is no full date, like 2026-09-14, and no date and time with its offset.`);
}
