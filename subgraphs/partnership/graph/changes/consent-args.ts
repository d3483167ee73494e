import { ArgsType, Field, ID } from "type-graphql";
import { z } from "zod";
import { type Purpose as PurposeName, purposes } from "../../../../policies/index.ts";
import { Purpose } from "../purpose.ts";
import { ChangeArgs, changeShape, day, id } from "./arguments.ts";
import { HeardInput, heardShape } from "./heard-input.ts";
import { RecipientInput, recipientShape } from "./recipient-input.ts";
import { DateScalar } from "../../../kit/scalars.ts";

// A consent names what it is about; nobody names more than the lists have.
const few = <T extends z.ZodType>(item: T) => z.array(item).max(200, "has 200 entries at most");
const categoriesShape = few(z.string().regex(/^[a-z0-9.-]{1,64}$/, "is not a category"));
const scopeShape = { categories: categoriesShape, recipients: few(recipientShape), purposes: few(z.enum(purposes)) };

/** What is asked of `refuseConsent`, and the beginning of `giveConsent`. */
@ArgsType()
export class RefuseConsentArgs extends ChangeArgs {
  @Field(() => [String], { nullable: false, description: 'What it is about: ids of categories, such as "health.therapies".' })
  categories!: string[];

  @Field(() => [RecipientInput], { nullable: false, description: "Whom it is about." })
  recipients!: RecipientInput[];

  @Field(() => [Purpose], { nullable: false, description: "The purposes it is about." })
  purposes!: PurposeName[];

  @Field(() => ID, {
    description:
      "Whose word you write down, if you are a practitioner: a `person` of `Child.family`, or the child's own id for what the child said.",
  })
  person?: string | null;

  @Field(() => HeardInput, { description: "How you heard it, if you are a practitioner." })
  heard?: HeardInput | null;
}

/** The shape of {@link RefuseConsentArgs}. */
export const refuseShape = z.strictObject({ ...changeShape, ...scopeShape, person: id.optional(), heard: heardShape.optional() });

/** What is asked of `giveConsent`. */
@ArgsType()
export class GiveConsentArgs extends RefuseConsentArgs {
  @Field(() => DateScalar, { description: "The first day (ISO 8601 date); today if you do not say." })
  from?: string | null;

  @Field(() => DateScalar, { description: "The last day (ISO 8601 date); it holds until it is withdrawn if you do not say." })
  until?: string | null;
}

/** The shape of {@link GiveConsentArgs}. */
export const giveShape = refuseShape.extend({ from: day.optional(), until: day.optional() });

/** What is asked of `withdrawConsent`, and the beginning of what is asked of the others that change a consent. */
@ArgsType()
export class WithdrawConsentArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "The consent." })
  consentId!: string;

  @Field(() => HeardInput, { description: "How you heard it, if you are a practitioner and write it down for the person who gave it." })
  heard?: HeardInput | null;
}

/** The shape of {@link WithdrawConsentArgs}. */
export const withdrawShape = z.strictObject({ ...changeShape, consentId: id, heard: heardShape.optional() });

/** What is asked of `limitConsent`. */
@ArgsType()
export class LimitConsentArgs extends WithdrawConsentArgs {
  @Field(() => [String], { description: "The categories it is still about; all of them if you do not say." })
  categories?: string[] | null;

  @Field(() => [RecipientInput], {
    description: "Whom it is still about: of an agency, a role or a person can be left. All of them if you do not say.",
  })
  recipients?: RecipientInput[] | null;

  @Field(() => [Purpose], { description: "The purposes it is still about; all of them if you do not say." })
  purposes?: PurposeName[] | null;

  @Field(() => DateScalar, { description: "An earlier last day (ISO 8601 date); the one it has if you do not say." })
  until?: string | null;
}

/** The shape of {@link LimitConsentArgs}. */
export const limitShape = withdrawShape.extend({ ...z.object(scopeShape).partial().shape, until: day.optional() });

/** What is asked of `renewConsent`. */
@ArgsType()
export class RenewConsentArgs extends WithdrawConsentArgs {
  @Field(() => DateScalar, { nullable: false, description: "The new last day (ISO 8601 date), later than the one it has." })
  until!: string;
}

/** The shape of {@link RenewConsentArgs}. */
export const renewShape = withdrawShape.extend({ until: day });
