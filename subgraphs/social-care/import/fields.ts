import { z } from "zod";
import { codedValue, type CodedValue } from "../../kit/coded-value.ts";
import { identifierProblem, isUpn } from "../../kit/identifiers.ts";
import { date, text } from "../../kit/import/csv-fields.ts";
import { today } from "../../kit/import/dates.ts";

/** A published list of codes with this project's labels. */
interface CodeList {
  readonly system: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A code of a list, as the coded value that is stored. */
export function coded({ system, labels }: CodeList) {
  return text.transform((value, context): CodedValue => {
    const known = codedValue(system, labels, value);
    if (known !== undefined) return known;
    context.addIssue({ code: "custom", message: `is not a code of the list "${system}"` });
    return z.NEVER;
  });
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
export function inOrder(earlier: string | null, later: string | null): boolean {
  return earlier === null || later === null || earlier <= later;
}
