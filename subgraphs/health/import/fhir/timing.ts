import { z } from "zod";
import { today } from "../../../kit/import/day-of-import.ts";
import { isAfter, partialDay, periodOf } from "./dates.ts";
import { unit } from "./elements.ts";

/** A day that has come. */
export const past = partialDay.refine((day) => !isAfter(day, today()), "lies in the future");

/** A period that has begun. */
export const pastPeriod = periodOf(past, partialDay);

/** An age, of which a comparator makes a bound. */
export const age = unit.extend({
  value: z.number().optional(),
  comparator: z.enum(["<", "<=", ">=", ">"], "is not a comparator").optional(),
});

/** A range of ages. */
export const ageRange = z.object({ low: age.optional(), high: age.optional() });

/** The forms in which FHIR tells when something began or ended (`onset[x]`, `abatement[x]`). */
interface Forms {
  dateTime: string | undefined;
  age: z.output<typeof age> | undefined;
  period: z.output<typeof pastPeriod> | undefined;
  range: z.output<typeof ageRange> | undefined;
  string: string | undefined;
}

/** When something was: a day or as much of it as is known, or else words. */
interface When {
  on: string | null;
  words: string | null;
}

/** The names of years, months, weeks and days in UCUM. */
const units: Readonly<Record<string, string>> = { a: "years", mo: "months", wk: "weeks", d: "days" };

const bounds = { "<": "before the age of", "<=": "by the age of", ">=": "from the age of", ">": "after the age of" } as const;

/** When something was, from the form that the resource gives. Of a period no day is taken: the start is only the first on which it can have been. */
export function whenOf({ dateTime, age: given, period, range, string }: Forms): When {
  if (dateTime !== undefined) return { on: dateTime, words: null };
  return { on: null, words: string ?? ageInWords(given) ?? periodInWords(period) ?? rangeInWords(range) };
}

function ageInWords(given: Forms["age"]): string | null {
  const words = amountInWords(given);
  if (given === undefined || words === null) return null;
  return given.comparator === undefined ? `at the age of ${words}` : `${bounds[given.comparator]} ${words}`;
}

function amountInWords(given: Forms["age"]): string | null {
  if (given?.value === undefined) return null;
  const { system, code, unit: named } = given;
  const name = system === undefined || code === undefined ? undefined : units[code];
  const words = name ?? named ?? code;
  return words === undefined ? null : `${given.value} ${given.value === 1 ? words.replace(/s$/, "") : words}`;
}

function periodInWords(period: Forms["period"]): string | null {
  if (period?.start !== undefined && period.end !== undefined) return `between ${period.start} and ${period.end}`;
  if (period?.start !== undefined) return `in ${period.start} or later`;
  return period?.end === undefined ? null : `in ${period.end} or before`;
}

function rangeInWords(range: Forms["range"]): string | null {
  const [low, high] = [amountInWords(range?.low), amountInWords(range?.high)];
  if (low !== null && high !== null) return `between the age of ${low} and of ${high}`;
  if (low !== null) return `from the age of ${low}`;
  return high === null ? null : `by the age of ${high}`;
}
