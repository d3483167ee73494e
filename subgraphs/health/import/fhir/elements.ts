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

export const coding = z.object({ system: name.optional(), code: name.optional(), display: prose.optional() });
export type Coding = z.output<typeof coding>;

export const concept = z.object({ coding: list(coding), text: prose.optional() });
export type Concept = z.output<typeof concept>;

export const identifier = z.object({
  extension: list(z.object({ url: name, valueCodeableConcept: concept.optional() })),
  use: name.optional(),
  system: name.optional(),
  value: name.optional(),
  period: partialPeriod.optional(),
});

export type Identifier = z.output<typeof identifier>;

export const reference = z.object({ reference: name.optional(), identifier: identifier.optional(), display: name.optional() });
export type Reference = z.output<typeof reference>;

/** Notes as a resource has them: who wrote one and when is not read. */
export const notes = list(z.object({ text: prose }));

/** Notes, joined into one text; null when there are none. */
export function joined(entries: z.output<typeof notes>): string | null {
  return entries.length === 0 ? null : entries.map(({ text }) => text).join("\n\n");
}

/** The system of units of measure (UCUM). */
const unitSystem = "http://unitsofmeasure.org";

/** The unit of a quantity: a code of UCUM, and words. Of another system of units the codes mean something else. */
export const unit = z.object({
  system: z.literal(unitSystem, `is not ${unitSystem}, the system of units that is read here`).optional(),
  code: name.optional(),
  unit: name.optional(),
});

/** A positive whole number, as doses are counted. */
export const positive = z.int("is not a whole number").min(1, "is less than 1").max(99, "is more than 99");
