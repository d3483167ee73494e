import { z } from "zod";
import { identifierProblem, isUrn } from "../../kit/identifiers.ts";
import { date, past, text } from "../../kit/import/csv-fields.ts";
import { realDate } from "../../kit/import/dates.ts";

/** A unique pupil number with the right check letter. A temporary one, which ends in a letter, is as good until the child's own is known. */
export const upn = text.superRefine((value, context) => {
  const message = identifierProblem("UPN", value);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** A unique reference number of the DfE's register of schools. */
export const urn = text.refine(isUrn, "is not a URN of 6 digits");

/** A UK provider reference number. */
export const ukprn = text.regex(/^\d{8}$/, "is not a UKPRN of 8 digits");

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A date as the DfE's COLLECT exports it, `2026-Jul-06 00:00:00`, or as other files write it. As `YYYY-MM-DD`. */
export const collectDate = text.transform((value, context) => {
  const [, year, month, day] = /^(\d{4})-([A-Z][a-z]{2})-(\d{2})(?: [\d:.]+)?$/.exec(value) ?? [];
  const number = months.indexOf(month ?? "") + 1;
  const real = realDate(number === 0 ? value : `${year}-${String(number).padStart(2, "0")}-${day}`);
  if (real !== undefined) return real;
  context.addIssue({ code: "custom", message: "is not a real date, written YYYY-MM-DD, dd/mm/yyyy or 2026-Jul-06 00:00:00" });
  return z.NEVER;
});

/** A date that does not lie ahead. */
export const pastDate = past(date, "lies in the future");

/** A date as COLLECT exports it that does not lie ahead. */
export const pastCollectDate = past(collectDate, "lies in the future");

/** The rank of a need or a placement: 1 for the main one. */
export const rank = text.regex(/^[1-9]$/, "is not a rank from 1 to 9").transform(Number);

/** How a row of a child who is not known is refused. */
export const unknownChild = {
  place: 'column "UPN"',
  reason: "is the UPN of no known child: import their enrolment or the SEN2 person file first",
};
