import type { z } from "zod";
import { columnOf } from "../../kit/import/elements.ts";

/** A table whose rows have these dates in order, from left to right. A date that is missing contradicts nothing. */
export function inOrder<Columns extends z.ZodObject>(
  columns: Columns,
  ...properties: readonly (keyof z.output<Columns> & string)[]
): Columns {
  return columns.superRefine((value, context) => {
    const given = properties.flatMap((property) => {
      const date = value[property];
      return typeof date === "string" ? [{ property, date }] : [];
    });
    given.slice(1).forEach(({ property, date }, index) => {
      const before = given[index];
      if (before !== undefined && date < before.date)
        refuse(context, property, `is before ${columnOf(columns, before.property)} (${before.date})`);
    });
  });
}

/** Adds an issue about one property of a row. */
export function refuse(context: z.RefinementCtx, property: string, message: string): void {
  context.addIssue({ code: "custom", path: [property], message });
}
