import { z } from "zod";
import { type CodedValue, codedValue, type CodeList } from "../coded-value.ts";
import { realDate } from "./dates.ts";
import { today } from "./day-of-import.ts";

/** A text that must be there. */
export const text = z.string({ error: "is missing" }).min(1, "is empty and must not be");

/** A text, or null for an empty field; undefined where the file has no such column. */
export const optionalText = optional(text);

/** A real date, `YYYY-MM-DD` or `dd/mm/yyyy`, as `YYYY-MM-DD`. */
export const date = text.transform((value, context) => {
  const real = realDate(value);
  if (real !== undefined) return real;
  context.addIssue({ code: "custom", message: "is not a real date, written YYYY-MM-DD or dd/mm/yyyy" });
  return z.NEVER;
});

/** A day that is not after the day of the import, of a kind of date. */
export function past<Day extends z.ZodType<string, string>>(day: Day, says = "is in the future") {
  return day.refine((given) => given <= today(), says);
}

/** A real date that is not after the day of the import. */
export const pastDate = past(date);

/** A real date, or null for an empty field; undefined where the file has no such column. */
export const optionalDate = optional(date);

/** Yes or no: `yes`, `no`, `true`, `false`, `y`, `n`, `1`, `0`, whatever the case. */
export const flag = text.transform((value, context) => {
  const word = value.toLowerCase();
  if (["yes", "true", "y", "1"].includes(word)) return true;
  if (["no", "false", "n", "0"].includes(word)) return false;
  context.addIssue({ code: "custom", message: 'is neither "yes" nor "no"' });
  return z.NEVER;
});

/** A whole number that is not negative. */
export const count = text.regex(/^\d{1,9}$/, "is not a whole number").transform(Number);

/** One of a closed list of codes; `what` names the list in the refusal: "is not a need code". */
export function code<const Code extends string>(codes: readonly Code[], what: string) {
  const listed = codes.length > 15 ? "" : ` (${codes.join(", ")})`;
  return z.enum(codes, { error: `is not ${what}${listed}` });
}

/** A code of a list, as the coded value that is stored; `what` names the list in the refusal: "is not a year group". Codes are compared exactly, capitals included. */
export function coded({ system, labels }: CodeList, what = `a code of the list "${system}"`) {
  return text.transform((value, context): CodedValue => {
    const known = codedValue(system, labels, value);
    if (known !== undefined) return known;
    context.addIssue({ code: "custom", message: `is not ${what} (${Object.keys(labels).join(", ")})` });
    return z.NEVER;
  });
}

/** Several values in one field with semicolons between; an empty field is an empty list, and a column that the file does not have undefined. Each goes through `item`. */
export function list<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .optional()
    .transform((value, context) => (value === undefined ? undefined : itemsOf(item, value, context)));
}

/** Several values as `list` has them, one at least; the column must be there. */
export function listOfSome<Item extends z.ZodType<unknown, string>>(item: Item) {
  return text.transform((value, context) => itemsOf(item, value, context)).refine((items) => items.length > 0, "is empty and must not be");
}

/**
 * Null for an empty field, else what `field` makes of it. Undefined where the file has no such column: it then says nothing of what is stored, which is not the same as saying that
 * there is nothing.
 */
export function optional<Field extends z.ZodType<unknown, string>>(field: Field) {
  return z
    .string()
    .optional()
    .transform((value, context): z.output<Field> | null | undefined => {
      if (value === undefined) return undefined;
      return value === "" ? null : within(field, value, context, "");
    });
}

function itemsOf<Item extends z.ZodType<unknown, string>>(item: Item, value: string, context: z.RefinementCtx): z.output<Item>[] {
  const parts = value.split(";").map((part) => part.trim());
  return parts.filter((part) => part !== "").map((part) => within(item, part, context, `holds ${JSON.stringify(part)}, which `));
}

function within<Field extends z.ZodType>(field: Field, value: string, context: z.RefinementCtx, before: string): z.output<Field> {
  const result = field.safeParse(value);
  if (result.success) return result.data;
  context.addIssue({ code: "custom", message: `${before}${result.error.issues[0]?.message ?? "cannot be right"}` });
  return z.NEVER;
}
