import { z } from "zod";
import { consentStates, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";

const text = z.string().trim().min(1, "must not be empty");
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower case words joined by hyphens");
const categoryId = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, "must read owner.thing, in lower case with hyphens");

function atLeastOne<T extends z.ZodType>(of: T) {
  return z.array(of).min(1, "must name at least one");
}

/** What categories.yaml holds. */
export const categoriesShape = z.strictObject({
  categories: atLeastOne(
    z.strictObject({
      id: categoryId,
      name: text,
      owner: slug,
      sensitivity: z.enum(["standard", "sensitive", "highly-sensitive"]),
      description: text,
      nobodyReads: text.optional(),
    }),
  ),
});

/** What roles.yaml holds. */
export const rolesShape = z.strictObject({
  roles: atLeastOne(z.strictObject({ id: slug, name: text, agencies: atLeastOne(slug) })),
});

const when = z.strictObject({
  relationship: atLeastOne(z.enum(relationships)).optional(),
  purpose: atLeastOne(z.enum(purposes)).optional(),
  rightsHolder: atLeastOne(z.enum(rightsHolders)).optional(),
  consent: atLeastOne(z.enum(consentStates)).optional(),
  restriction: atLeastOne(z.enum(restrictions)).optional(),
  override: z.boolean().optional(),
  record: z.strictObject({ aboutOther: z.boolean().optional(), withheldFromFamily: z.boolean().optional() }).optional(),
});

const rule = z.strictObject({
  id: slug,
  effect: z.enum(["permit", "prohibit"]).default("permit"),
  who: z.union(
    [z.strictObject({ roles: atLeastOne(slug), agency: atLeastOne(slug).optional() }), z.literal("everyone")],
    "must be the word everyone, or name roles",
  ),
  mayRead: atLeastOne(categoryId).optional(),
  mayNotRead: atLeastOne(categoryId).optional(),
  when: when.default({}),
  because: text,
  basis: atLeastOne(slug),
});

/** What a file under agreements/ holds. Whether its names exist and its rules make sense is checked afterwards. */
export const agreementShape = z.strictObject({
  id: slug,
  title: text,
  parties: atLeastOne(slug),
  purposes: atLeastOne(z.enum(purposes)),
  bases: z.record(slug, z.strictObject({ ukGdpr6: text, ukGdpr9: text, dpa2018: text, confidentiality: text })),
  rights: atLeastOne(text),
  owner: text,
  approved: z.iso.date(),
  reviewBy: z.iso.date(),
  dataItems: atLeastOne(categoryId),
  rules: atLeastOne(rule),
});

/** A file under agreements/, with the right shape. */
export type AgreementDocument = z.infer<typeof agreementShape>;
/** A rule as it is written. */
export type RuleDocument = AgreementDocument["rules"][number];
