import { z } from "zod";
import type { CodedValue } from "../../kit/coded-value.ts";
import { identifierProblem, isUrn } from "../../kit/identifiers.ts";
import { flag, optional, text } from "../../kit/import/csv-fields.ts";
import { realDate } from "../../kit/import/dates.ts";
import { type CodeList, coded } from "../code-lists/code-list.ts";

/** A unique pupil number with the right check letter. A temporary one, which ends in a letter, is as good until the child's own is known. */
export const upn = text.superRefine((value, context) => {
  const message = identifierProblem("UPN", value);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** A unique reference number of the DfE's register of schools. */
export const urn = text.refine(isUrn, "is not a URN of 6 digits");

/** A UK provider reference number. */
export const ukprn = text.regex(/^\d{8}$/, "is not a UKPRN of 8 digits");

/** A code of a list, as a coded value; `what` names the list in the refusal: "is not a year group". */
export function codeOf(list: CodeList, what: string) {
  return text.transform((value, context): CodedValue => {
    const found = coded(list, value);
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: `is not ${what} (${Object.keys(list.labels).join(", ")})` });
    return z.NEVER;
  });
}

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

/** The columns of the two marks, which any file may have. */
export const markColumns = { AboutOther: optional(flag), WithheldFromFamily: optional(flag) };

/** The rank of a need or a placement: 1 for the main one. */
export const rank = text.regex(/^[1-9]$/, "is not a rank from 1 to 9").transform(Number);
