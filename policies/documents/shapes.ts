import { z } from "zod";
import { actions, consentStates, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";

const text = z.string().trim().min(1, "must not be empty");
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower case words joined by hyphens");
const categoryId = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, "must read owner.thing, in lower case with hyphens");

// In the published JSON Schema these names are the lists of what there is, so that editors offer them.
const categoryName = categoryId.meta({ id: "Category", description: "A category of categories.yaml." });
const roleName = slug.meta({ id: "Role", description: "A role of roles.yaml." });
const agencyName = slug.meta({ id: "Agency", description: "An agency, or the partnership, or family." });

const sensitivity = z.enum(["standard", "sensitive", "highly-sensitive"]);

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
      sensitivity,
      description: text,
      nobodyReads: text.describe("Why nobody reads it, if that is meant.").optional(),
      noFamilyReads: text.describe("Why no parent and no young person reads it, if that is meant.").optional(),
    }),
  ),
});

/** What roles.yaml holds. */
export const rolesShape = z.strictObject({
  roles: atLeastOne(z.strictObject({ id: slug, name: text, agencies: atLeastOne(slug) })),
});

const allCategories = z.literal("everything").describe("Every category, also those that there are not yet.");

// Each form says of every category whether it is meant, also of one that is added later, and why what is not meant is not.
const keptBack = z.union(
  [
    z.strictObject({
      everythingOf: z
        .union([z.literal("everyone"), atLeastOne(agencyName)], "must be the word everyone, or name agencies")
        .describe("Whose categories, also those that there are not yet."),
      sensitivity: atLeastOne(sensitivity).describe("Only those that are so sensitive.").optional(),
      but: atLeastOne(z.strictObject({ categories: atLeastOne(categoryName), because: text.describe("Why these are not kept back.") }))
        .describe("What is left out all the same, by name.")
        .optional(),
    }),
    z.strictObject({
      only: atLeastOne(categoryName),
      because: text.describe("Why nothing else is kept back, nor any category that is added later."),
    }),
    atLeastOne(categoryName),
    allCategories,
  ],
  "must be the word everything, or say everythingOf whom, or only which categories and because of what, or name categories",
);

const when = z
  .strictObject({
    relationship: atLeastOne(z.enum(relationships)).describe("What the person is to the child; a permit never names none.").optional(),
    purpose: atLeastOne(z.enum(purposes)).describe("Why the person asks; among the purposes of the agreement.").optional(),
    rightsHolder: atLeastOne(z.enum(rightsHolders)).describe("Who decides about the child's information.").optional(),
    consent: atLeastOne(z.enum(consentStates)).describe("What has become of consent. A permit can ask for given alone.").optional(),
    restriction: atLeastOne(z.enum(restrictions))
      .describe("What bars the category; any of those listed. For prohibitions alone.")
      .optional(),
    override: z.boolean().describe("A permit can ask for true, a prohibition for false.").optional(),
    record: z
      .strictObject({ aboutOther: z.boolean().optional(), withheldFromFamily: z.boolean().optional() })
      .describe("Marks on single records: false in a permit leaves marked records out, true in a prohibition keeps them back.")
      .optional(),
  })
  .describe("All of these have to be so; within one, any of the listed values will do.");

const rule = z
  .strictObject({
    id: slug.describe("Unique over all agreements; decisions and the audit log name it."),
    effect: z.enum(["permit", "prohibit"]).default("permit").describe("A prohibition beats every permit, wherever it stands."),
    who: z
      .union(
        [
          z.strictObject({ roles: atLeastOne(roleName), agency: atLeastOne(agencyName).optional() }),
          z.strictObject({ everyoneOutside: atLeastOne(agencyName) }),
          z.literal("everyone"),
        ],
        "must be the word everyone, or name roles, or say everyone outside which agencies",
      )
      .describe(
        "Whom the rule is about. Only a prohibition can be about everyone, or everyone outside some agencies, whichever agencies there will be.",
      ),
    mayRead: atLeastOne(categoryName).describe("What a permit lets them read; among the data items of the agreement.").optional(),
    mayNotRead: keptBack.describe("What a prohibition keeps from them; among the data items of the agreement.").optional(),
    when: when.default({}),
    because: text.describe("Why the rule exists, in one sentence that a family can read."),
    basis: atLeastOne(slug).describe("On which of the agreement's bases it rests."),
  })
  .meta({ id: "Rule" });

/** What a file under agreements/ holds, and one under agencies/, in which an agency is stricter by itself. Whether its names exist and its rules make sense is checked afterwards. */
export const agreementShape = z.strictObject({
  id: slug.describe("Unique among the agreements."),
  title: text,
  parties: z
    .union([z.literal("everyone"), atLeastOne(agencyName)], "must be the word everyone, or name agencies")
    .describe("Who agrees; only their categories and roles can be named. Everyone: also who joins later."),
  purposes: atLeastOne(z.enum(purposes)),
  bases: z
    .record(slug, z.strictObject({ ukGdpr6: text, ukGdpr9: text, dpa2018: text, confidentiality: text }))
    .describe("The legal bases, each by a name: article 6 and article 9 UK GDPR, DPA 2018, and what sets confidentiality aside."),
  rights: atLeastOne(text).describe("What the people concerned can do, in sentences."),
  owner: text.describe("Who answers for the agreement."),
  approved: z.iso.date(),
  reviewBy: z.iso.date().describe("The last day on which it holds without having been reviewed."),
  dataItems: z.union([atLeastOne(categoryName), allCategories], "must be the word everything, or name categories"),
  rules: atLeastOne(rule),
});

/** What actions.yaml holds. */
export const actionsShape = z.strictObject({
  actions: atLeastOne(
    z.strictObject({
      id: z.enum(actions).describe("What is changed."),
      permitted: atLeastOne(
        z.strictObject({
          roles: atLeastOne(roleName),
          relationship: atLeastOne(z.enum(relationships)).describe("What the person is to the child; none only where that is meant."),
        }),
      ).describe("Whose it is; each entry is enough."),
      because: text.describe("Why it is theirs, in one sentence that a family can read."),
      withinDays: z
        .int()
        .min(1)
        .max(365)
        .describe("Within how many days it has to be done. Only of review-override, counted from when the override was opened.")
        .optional(),
      afterMonths: z
        .int()
        .min(1)
        .max(240)
        .describe(
          "After how many months it comes about if nobody does it. Only of tell-family, counted from the day on which somebody looked, or on which the override ended; without it, never.",
        )
        .optional(),
    }),
  ),
});

/** A file under agreements/, with the right shape. */
export type WrittenAgreement = z.infer<typeof agreementShape>;
/** A rule as it is written. */
export type WrittenRule = WrittenAgreement["rules"][number];
