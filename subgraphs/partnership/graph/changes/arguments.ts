import { ArgsType, type ClassType } from "type-graphql";
import { z } from "zod";
import { ChildviewError } from "../../../../service/errors.ts";
import { ofOverride } from "../../changing/asked/override.ts";
import { keyed, ofChild } from "../../changing/asked/values.ts";
import { declareFields } from "./declared-fields.ts";

/** The arguments of one mutation, which are declared once: as the schema has them, and how they are read. */
export interface Arguments<Read> {
  /** The class that stands for them in the schema. */
  readonly type: ClassType<object>;
  /** Reads them; one that is null counts as not given. Throws ARGUMENT_INVALID naming the first that cannot be used. */
  readonly read: (given: object) => Read;
}

type Change<Subject extends z.ZodObject, Own extends z.ZodObject> = z.output<typeof keyed> & z.output<Subject> & z.output<Own>;

/** The arguments of a change to a child's facts: the key, the child and the purpose, and the change's own. */
export function ofAChild<Own extends z.ZodObject>(own: Own): Arguments<Change<typeof ofChild, Own>> {
  return argumentsOf(ofChild, own);
}

/** The arguments of a change to an override, whose child is not named. */
export function ofAnOverride<Own extends z.ZodObject>(own: Own): Arguments<Change<typeof ofOverride, Own>> {
  return argumentsOf(ofOverride, own);
}

/** The arguments of any change: its key, what it is made to, and its own. */
export function argumentsOf<Subject extends z.ZodObject, Own extends z.ZodObject>(
  subject: Subject,
  own: Own,
): Arguments<Change<Subject, Own>> {
  class Declared {}
  ArgsType()(Declared);
  for (const shape of [keyed, subject, own]) declareFields(Declared, shape);
  const shared = z.strictObject({ ...subject.shape, ...keyed.shape });
  return {
    type: Declared,
    read: (given) => {
      const entries = Object.entries(withoutNulls(given) as object);
      const isShared = ([name]: [string, unknown]): boolean => Object.hasOwn(shared.shape, name);
      const [ofAll, ofOne] = [entries.filter(isShared), entries.filter((entry) => !isShared(entry))];
      return { ...readAs(shared, Object.fromEntries(ofAll)), ...readAs(own, Object.fromEntries(ofOne)) } as Change<Subject, Own>;
    },
  };
}

function readAs<T extends z.ZodType>(shape: T, given: unknown): z.output<T> {
  const result = shape.safeParse(given);
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
