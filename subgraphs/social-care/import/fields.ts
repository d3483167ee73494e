import type { CodeList } from "../../kit/coded-value.ts";
import { identifierProblem, isUpn } from "../../kit/identifiers.ts";
import { text } from "../../kit/import/csv-fields.ts";

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

/** Whether a day is not before another; true where either is not known. */
export function inOrder(earlier: string | null | undefined, later: string | null | undefined): boolean {
  return earlier == null || later == null || earlier <= later;
}

/** How a row of a child whom the agency does not know is refused. */
export const unknownChild = { place: "child", reason: "is no child whom this agency knows" };
