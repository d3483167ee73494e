import { z } from "zod";
import { partialPeriod } from "./dates.ts";

/** A short text on one line. */
export const name = z.string().regex(/\S/, "is blank").max(250, "is longer than 250 characters");

/** A text of several lines. */
export const prose = z.string().regex(/\S/, "is blank").max(10_000, "is longer than 10,000 characters");

/** A list that FHIR leaves out when it is empty. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(200, "has more than 200 entries").default([]);
}

export const coding = z.object({ system: name.optional(), code: name.optional(), display: name.optional() });
export type Coding = z.output<typeof coding>;

export const concept = z.object({ coding: list(coding), text: name.optional() });
export type Concept = z.output<typeof concept>;

export const identifier = z.object({
  use: name.optional(),
  system: name.optional(),
  value: name.optional(),
  period: partialPeriod.optional(),
});

export const reference = z.object({ reference: name.optional(), identifier: identifier.optional(), display: name.optional() });
export type Reference = z.output<typeof reference>;

/** Notes, joined into one text; null when there are none. */
export const notes = list(z.object({ text: prose })).transform((entries) =>
  entries.length === 0 ? null : entries.map(({ text }) => text).join("\n\n"),
);

/** A positive whole number, as doses are counted. */
export const positive = z.int("is not a whole number").min(1, "is less than 1").max(99, "is more than 99");
