import { z } from "zod";
import { actions, consentStates, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";

const text = z.string().trim().min(1, "must not be empty");
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower case words joined by hyphens");
const name = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/, "must be the id of a category, or the name of a list");
const names = atLeastOne(name);

function atLeastOne<T extends z.ZodType>(of: T) {
  return z.array(of).min(1, "must name at least one");
}

// The longest form stands first: what is wrong inside it says more than that none of the forms fits.
function formsOf<const T extends readonly string[]>(values: T) {
  const value = z.enum(values);
  return [atLeastOne(value), z.strictObject({ anyBut: atLeastOne(value) }), value, z.literal("any")] as const;
}

function anyOf<const T extends readonly string[]>(values: T) {
  return z.union(formsOf(values), mustBe(values));
}

function mustBe(values: readonly string[]): string {
  return `must be any, or one or a list of ${values.join(", ")}, or { anyBut: [...] }`;
}

// A list in the list is what is in force at once.
const restriction = z.enum(["none", ...restrictions]);
const setsOfRestrictions = [
  atLeastOne(z.union([restriction, atLeastOne(z.enum(restrictions))], mustBe(restrictions))),
  restriction,
  z.literal("any"),
] as const;

const when = z.strictObject({
  relationship: anyOf(relationships),
  purpose: anyOf(purposes),
  process: z
    .enum(["open", "not-open", "any"])
    .describe("Whether the child has the process open to which the purpose belongs. It says nothing of a purpose that belongs to none.")
    .default("open"),
  rightsHolder: anyOf(rightsHolders).default("parent"),
  consent: z
    .union(
      [...formsOf(consentStates), z.record(name, anyOf(consentStates))],
      `${mustBe(consentStates)}, or that for each of some categories`,
    )
    .default("none"),
  restriction: z
    .union(
      [...setsOfRestrictions, z.record(name, z.union(setsOfRestrictions))],
      `must be any or none, or one or a list of ${restrictions.join(", ")}, or that for each of some categories`,
    )
    .default("none"),
  override: z.union([names, z.boolean(), z.literal("any")], "must be true, false or any, or a list of categories").default(false),
});

const test = z.strictObject({
  name: text,
  who: z.union(
    [z.strictObject({ roles: atLeastOne(slug), agency: atLeastOne(slug).optional() }), z.literal("everyone")],
    "must be the word everyone, or name roles",
  ),
  when,
  about: names.optional(),
  reads: z.union([names, z.literal("nothing")], "must be the word nothing, or name categories"),
  leavesOut: z.strictObject({ aboutOther: names.optional(), withheldFromFamily: names.optional(), both: names.optional() }).default({}),
  refuses: z.record(z.string(), names).default({}),
});

const change = z.strictObject({
  name: text,
  who: z.strictObject({ roles: atLeastOne(slug) }),
  relationship: anyOf(relationships),
  may: atLeastOne(z.enum(actions)),
});

/** What a file under tests/ holds. Whether its names exist and its tests make sense is checked afterwards. */
export const testsShape = z.strictObject({
  lists: z
    .strictObject({ roles: z.record(slug, atLeastOne(slug)).default({}), categories: z.record(slug, atLeastOne(name)).default({}) })
    .default({ roles: {}, categories: {} }),
  tests: z.array(test).default([]),
  changes: z.array(change).default([]),
});

/** A file under tests/, with the right shape. */
export type TestsDocument = z.infer<typeof testsShape>;
/** A test as it is written. */
export type TestDocument = TestsDocument["tests"][number];
