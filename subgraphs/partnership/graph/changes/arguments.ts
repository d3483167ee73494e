import { ArgsType, Field, ID } from "type-graphql";
import { z } from "zod";
import { type Purpose as PurposeName, purposes } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { Purpose } from "../purpose.ts";

/** What every change is asked with. */
@ArgsType()
export class KeyArgs {
  @Field(() => String, {
    nullable: false,
    description:
      "A key of your own, new for each change, such as a UUID. Sent again with the same change, it is answered again and changes nothing.",
  })
  idempotencyKey!: string;
}

/** What every change to a child's facts is asked with. */
@ArgsType()
export class ChangeArgs extends KeyArgs {
  @Field(() => ID, { nullable: false, description: "The child." })
  childId!: string;

  @Field(() => Purpose, { nullable: false, description: "For what you act; the answer is read for it." })
  purpose!: PurposeName;
}

/** An id, as this service gives them out. */
export const id = z.string().regex(/^[A-Za-z0-9._@-]{1,100}$/, "is not an id");

/** A text of a person, in a sentence or a few. PostgreSQL refuses NUL. */
export const text = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(2000, "has 2000 characters at most")
  .refine((value) => !value.includes("\0"), "has a character that no text has");

/** A day (ISO 8601). PostgreSQL has no year 0. */
export const day = z.iso.date("is a day, like 2026-09-14").refine((value) => !value.startsWith("0000"), "is a day, like 2026-09-14");

/** The shape of the key in {@link KeyArgs}. */
export const idempotencyKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,100}$/, "has 8 to 100 letters, digits, hyphens and underscores, and is new for each change; a UUID will do");

/** The shape of {@link ChangeArgs}, to be spread into the shape of a mutation's arguments. */
export const changeShape = {
  childId: id,
  purpose: z.enum(purposes),
  idempotencyKey,
};

/** Reads a mutation's arguments; one that is null counts as not given. Throws ARGUMENT_INVALID naming the first that cannot be used. */
export function readArguments<T extends z.ZodType>(shape: T, given: object): z.output<T> {
  const result = shape.safeParse(withoutNulls(given));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ChildviewError("ARGUMENT_INVALID", `"${issue?.path.join(".") ?? ""}" ${issue?.message ?? "cannot be used"}.`);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(entries.map(([name, each]) => [name, withoutNulls(each)]));
}
