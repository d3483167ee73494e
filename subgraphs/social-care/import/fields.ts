import { z } from "zod";
import { codedValue, type CodedValue } from "../../kit/coded-value.ts";
import { identifierProblem, isUpn } from "../../kit/identifiers.ts";
import { date, text } from "../../kit/import/csv-fields.ts";
import { today } from "../../kit/import/day-of-import.ts";

/** A published list of codes with this project's labels. A list of several years together: `held` says from and until which day the codes held that did not always. */
interface CodeList {
  readonly system: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly held?: Readonly<Record<string, { readonly from?: string; readonly until?: string }>>;
}

/** A code of a list, as the coded value that is stored. */
export function coded({ system, labels }: CodeList) {
  return text.transform((value, context): CodedValue => {
    const known = codedValue(system, labels, value);
    if (known !== undefined) return known;
    context.addIssue({ code: "custom", message: `is not a code of the list "${system}" (${Object.keys(labels).join(", ")})` });
    return z.NEVER;
  });
}

/** Why a code cannot be of a time, as the end of a sentence: it did not hold on any day of it. Undefined if it can. `until` is null while the time lasts. */
export function notHeld({ system, held }: CodeList, code: string, from: string, until: string | null | undefined): string | undefined {
  const years = held?.[code];
  if (years?.until !== undefined && years.until < from)
    return `is a code of the list "${system}" until ${years.until} alone, and this began on ${from}`;
  if (years?.from !== undefined && until != null && until < years.from) {
    return `is a code of the list "${system}" from ${years.from} on alone, and this ended on ${until}`;
  }
  return undefined;
}

/** An LA child id. */
export const childId = text.superRefine((value, context) => {
  const problem = identifierProblem("LA_CHILD_ID", value);
  if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
});

/** A UPN whose check letter is right. */
export const upn = text.refine(isUpn, "is not a UPN (its check letter does not fit)");

/** A day that is not after today. */
export const pastDate = date.refine((day) => day <= today(), "is in the future");

/** Whether a day is not before another; true where either is not known. */
export function inOrder(earlier: string | null | undefined, later: string | null | undefined): boolean {
  return earlier == null || later == null || earlier <= later;
}
