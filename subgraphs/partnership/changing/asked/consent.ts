import { z } from "zod";
import { type Asked, day, id, purpose, text } from "./values.ts";

// A consent names what it is about; nobody names more than the lists have.
const few = <T extends z.ZodType>(item: T) => z.array(item).max(200, "has 200 entries at most");
const name = z.string().regex(/^[a-z0-9-]{1,64}$/, "is not a name of the partnership's lists");
const category = z.string().regex(/^[a-z0-9.-]{1,64}$/, "is not a category");

/** How a practitioner heard what they write down. */
export const heardMethod = z.enum(["written", "spoken"]);

/** What a practitioner says of how they heard it. */
export const heard = z
  .strictObject({
    method: heardMethod.describe("How you heard it."),
    evidence: text.describe("What proves it: where the form is, or the note of the conversation."),
    saidOn: day
      .optional()
      .describe(
        "The day on which it was said (ISO 8601 date); leave it out if that is now. A consent counts from the start of that day, so what the person said since then stands. What shares less counts from now whatever the day.",
      ),
  })
  .describe("How you heard what you write down for somebody, and what proves it. The family sees both, and who wrote it down.");

/** The id of a person to whom a consent can reach. */
export const personId = z.string().regex(/^[A-Za-z0-9._@-]{1,64}$/, "is not an id");

/** Whom a consent is to reach. */
export const recipient = z
  .strictObject({
    agency: name.describe('The agency, such as "education"; "family" for the child\'s own family.'),
    role: name.optional().describe('A role in that agency, such as "senco". Not together with a person.'),
    person: personId.optional().describe("A person of that agency: the id of a practitioner, or of a member of the child's family."),
  })
  .refine(({ role, person }) => role === undefined || person === undefined, "names a role or a person, not both")
  .describe("Whom a consent is to reach: all of an agency, those of one role in it, or one person of it.");

/** What somebody refuses to share, by the mutation `refuseConsent`. It has no dates: it holds from now until they say otherwise. */
export const refusing = z.strictObject({
  categories: few(category).describe('What it is about: ids of categories, such as "health.therapies".'),
  recipients: few(recipient).describe("Whom it is about."),
  purposes: few(purpose).describe("The purposes it is about."),
  person: id
    .optional()
    .describe(
      "Whose word you write down, if you are a practitioner: a `person` of `Child.family`, or the child's own id for what the child said.",
    ),
  heard: heard.optional().describe("How you heard it, if you are a practitioner."),
});

/** What somebody agrees to share, by the mutation `giveConsent`. */
export const giving = refusing.extend({
  from: day.optional().describe("The first day (ISO 8601 date); today if you do not say."),
  until: day.optional().describe("The last day (ISO 8601 date); it holds until it is withdrawn if you do not say."),
});

/** Which consent is withdrawn, by the mutation `withdrawConsent`, and, where a practitioner writes it down for the person, how they heard it. */
export const withdrawing = z.strictObject({
  consentId: id.describe("The consent."),
  heard: heard.optional().describe("How you heard it, if you are a practitioner and write it down for the person who gave it."),
});

/** What a consent is to cover from now on, by the mutation `limitConsent`; what is left out stays as it is. */
export const limiting = withdrawing.extend({
  categories: few(category).optional().describe("The categories it is still about; all of them if you do not say."),
  recipients: few(recipient)
    .optional()
    .describe("Whom it is still about: of an agency, a role or a person can be left. All of them if you do not say."),
  purposes: few(purpose).optional().describe("The purposes it is still about; all of them if you do not say."),
  until: day.optional().describe("An earlier last day (ISO 8601 date); the one it has if you do not say."),
});

/** Until when a consent is to hold from now on, by the mutation `renewConsent`. */
export const renewing = withdrawing.extend({
  until: day.describe("The new last day (ISO 8601 date), later than the one it has."),
});

const kibibyte = 1024;
const largest = 64;

/** A FHIR R4 Consent resource, by the mutation `importConsent`, and, where a practitioner records it, how they came by it. */
export const importing = z.strictObject({
  resource: z
    .string()
    .refine((json) => Buffer.byteLength(json) <= largest * kibibyte, `has ${String(largest)} kB at most`)
    .describe(
      `A FHIR R4 Consent resource about the child, as JSON of ${String(largest)} kB at most. It names the child, the person and the recipients by Childview's own identifiers.`,
    ),
  heard: heard
    .optional()
    .describe(
      "How you came by it, if you are a practitioner. If you do not say on which day it was said, it is the resource's `dateTime`.",
    ),
});

/** What somebody agrees to share, or refuses to. */
export type Giving = Asked<typeof giving> & { readonly decision: "given" | "refused" };
/** What somebody asks of `limitConsent`. */
export type Limit = Asked<typeof limiting>;
/** What somebody asks of `renewConsent`. */
export type Renewal = Asked<typeof renewing>;
/** What somebody asks of `withdrawConsent`. */
export type Withdrawal = Asked<typeof withdrawing>;
/** What somebody asks of `importConsent`. */
export type ConsentImport = Asked<typeof importing>;
