import { z } from "zod";
import { restrictions } from "../../../../policies/index.ts";
import { type Asked, day, id, listed, text } from "./values.ts";
import { saidWithSubstance } from "../substance.ts";

/** What keeps something back. */
export const restrictionKind = z.enum(restrictions);

/** What is to be kept back, from whom, and on what it rests, by the mutation `recordRestriction`. */
export const restricting = z
  .strictObject({
    kind: restrictionKind.describe("What keeps something back."),
    person: id.optional().describe("Whom a court order binds, by their id in `Child.family`; only, and always, for a court order."),
    categories: z
      .array(listed)
      .min(1, "must not be empty")
      .max(100, "has 100 categories at most")
      .optional()
      .describe("What is kept from the family, by categories of your own agency; only, and always, for serious harm."),
    ground: text.describe(`On what it rests, ${saidWithSubstance}: the order and its date, or what would happen.`),
    reference: text.optional().describe("The court's own number of the order; only, and always, for a court order."),
    orderedOn: day.optional().describe("The day on which the court made the order (ISO 8601 date); only, and always, for a court order."),
    author: text.describe("Who decided it: the court, or the professional."),
    from: day.optional().describe("The first day (ISO 8601 date); today if you name none."),
    until: day.optional().describe("The last day, if an end is set (ISO 8601 date)."),
  })
  .refine(({ kind, person }) => (kind === "court-order") === (person !== undefined), {
    path: ["person"],
    message: "must name whom a court order binds, and nobody for the other kinds",
  })
  .refine((order) => [order.reference, order.orderedOn].every((each) => (order.kind === "court-order") === (each !== undefined)), {
    path: ["reference"],
    message: 'and "orderedOn" must say which order of a court it is, and are for no other kind',
  })
  .refine(({ kind, categories }) => (kind === "serious-harm") === (categories !== undefined), {
    path: ["categories"],
    message: "must name what is withheld because of serious harm, and nothing for the other kinds",
  });

/** Which restriction is confirmed, by the mutation `confirmRestriction`. */
export const confirmingRestriction = z.strictObject({
  restrictionId: id.describe("The restriction, by its id in `Child.restrictions`, in `restrictionsToReview` or in the alert."),
});

/** Which restriction ends, by the mutation `endRestriction`, and why. */
export const endingRestriction = confirmingRestriction.extend({
  ground: text.describe(`Why it no longer holds, ${saidWithSubstance}.`),
});

/** What is contested, by the mutation `contestRestriction`, and why. One of the family names no restriction: they contest whatever binds them. */
export const contestingRestriction = z.strictObject({
  restrictionId: id.optional().describe("The restriction. If you are of the family, name none: you contest whatever binds you."),
  ground: text.describe(`Why it is wrong, ${saidWithSubstance}.`),
});

/** What somebody asks of `recordRestriction`. */
export type Restricting = Asked<typeof restricting>;
/** What somebody asks of `confirmRestriction`. */
export type ConfirmingRestriction = Asked<typeof confirmingRestriction>;
/** What somebody asks of `endRestriction`. */
export type EndingRestriction = Asked<typeof endingRestriction>;
/** What somebody asks of `contestRestriction`. */
export type ContestingRestriction = Asked<typeof contestingRestriction>;
