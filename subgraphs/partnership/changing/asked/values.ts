import { z } from "zod";
import { purposes } from "../../../../policies/index.ts";

/** What somebody asks for whose arguments are of this shape: nobody changes it any more. */
export type Asked<Shape extends z.ZodType> = Unchanging<z.output<Shape>>;

type Unchanging<T> = T extends object ? { readonly [Key in keyof T]: Unchanging<T[Key]> } : T;

const idForm = /^[A-Za-z0-9._@-]{1,100}$/;

/** An id, as this service gives them out. */
export const id = z.string().regex(idForm, "is not an id");

/** A name of one of the lists of the partnership: an agency, a category. */
export const listed = z.string().regex(idForm, "is not an id");

/** A text of a person, in a sentence or a few. PostgreSQL refuses NUL. */
export const text = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(2000, "has 2000 characters at most")
  .refine((value) => !value.includes("\0"), "has a character that no text has");

/** A day (ISO 8601). PostgreSQL has no year 0. */
export const day = z.iso.date("is a day, like 2026-09-14").refine((value) => !value.startsWith("0000"), "is a day, like 2026-09-14");

/** For what somebody acts. */
export const purpose = z.enum(purposes);

/** What every change is asked with. */
export const keyed = z.strictObject({
  idempotencyKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,100}$/, "has 8 to 100 letters, digits, hyphens and underscores, and is new for each change; a UUID will do")
    .describe(
      "A key of your own, new for each change, such as a UUID. Sent again with the same change, it is answered again and changes nothing.",
    ),
});

/** What every change to a child's facts is asked with besides. */
export const ofChild = z.strictObject({
  childId: id.describe("The child."),
  purpose: purpose.describe("For what you act; the answer is read for it."),
});
