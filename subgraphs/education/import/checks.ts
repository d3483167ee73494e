import type { z } from "zod";
import type { Row } from "../../kit/import/csv.ts";
import { today } from "../../kit/import/day-of-import.ts";
import { ImportRefused } from "../../kit/import/refused.ts";

type Check = (value: Readonly<Record<string, unknown>>, context: z.RefinementCtx) => void;

/** A check of a row that these columns' dates do not go back, from left to right. A date that is missing contradicts nothing. */
export function inOrder(...columns: readonly string[]): Check {
  return (value, context) => {
    const given = columns.flatMap((column) => {
      const date = value[column];
      return typeof date === "string" ? [{ column, date }] : [];
    });
    given.slice(1).forEach(({ column, date }, index) => {
      const before = given[index];
      if (before !== undefined && date < before.date) refuse(context, column, `is before ${before.column} (${before.date})`);
    });
  };
}

/** A check of a row that none of these columns' dates is after today. */
export function notInFuture(...columns: readonly string[]): Check {
  return (value, context) => {
    for (const column of columns) {
      const date = value[column];
      if (typeof date === "string" && date > today()) refuse(context, column, "lies in the future");
    }
  };
}

/** Several checks as one. */
export function all(...checks: readonly Check[]): Check {
  return (value, context) => {
    for (const check of checks) check(value, context);
  };
}

/** Adds an issue about one column of a row. */
export function refuse(context: z.RefinementCtx, column: string, message: string): void {
  context.addIssue({ code: "custom", path: [column], message });
}

/** Throws ImportRefused for a row with the same key as an earlier row of the file; `column` is shown as the place. */
export function refuseRepeats<Value extends object>(
  file: string,
  rows: readonly Row<Value>[],
  column: keyof Value & string,
  keyOf: (value: Value) => readonly unknown[],
): void {
  const lines = new Map<string, number>();
  for (const { line, value } of rows) {
    const key = JSON.stringify(keyOf(value));
    const earlier = lines.get(key);
    if (earlier !== undefined) throw refused({ file, line }, column, value[column], `stands in a row that repeats line ${earlier}`);
    lines.set(key, line);
  }
}

/** The refusal of a value in a column. */
export function refused(at: { file: string; line: number }, column: string, value: unknown, reason: string): ImportRefused {
  return new ImportRefused({ ...at, place: `column ${JSON.stringify(column)}`, value, reason });
}
