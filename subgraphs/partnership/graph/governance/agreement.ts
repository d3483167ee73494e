import { Field, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Purpose } from "../purpose.ts";
import { DateScalar } from "../../../kit/scalars.ts";

const document = "It is what the sharing agreements say, and they name no child.";

/** A sharing agreement in force, without its rules. */
@ObjectType({ description: "A sharing agreement that is in force." })
@Unclassified(document)
export class Agreement {
  @Field(() => String, { description: "By which it is named everywhere." })
  id!: string;

  @Field(() => String, { description: "What it is about." })
  title!: string;

  @Field(() => [String], { description: "The agencies that agreed; `partnership` and `family` among them." })
  parties!: readonly string[];

  @Field(() => [Purpose], { description: "The purposes that it covers." })
  purposes!: readonly string[];

  @Field(() => String, { description: "Who answers for it." })
  owner!: string;

  @Field(() => DateScalar, { description: "When it was approved (ISO 8601 date)." })
  approved!: string;

  @Field(() => DateScalar, { description: "The day by which it has to be reviewed; after it, it no longer counts (ISO 8601 date)." })
  reviewBy!: string;
}

/** The agreements by which everything is decided now. */
@ObjectType({ description: "The agreements by which everything is decided now." })
@Unclassified(document)
export class PolicyVersion {
  @Field(() => String, { description: "SHA-256 of all that has effect in the agreements; permits and refusals name it." })
  version!: string;

  @Field(() => [Agreement], { description: "The agreements." })
  agreements!: readonly Agreement[];
}

/** One rule of an agreement, to be read by people. */
@ObjectType({ description: "One rule of an agreement." })
@Unclassified(document)
export class AgreementRule {
  @Field(() => String, { description: "By which it is named everywhere." })
  id!: string;

  @Field(() => String, { description: "The rule as one sentence." })
  sentence!: string;

  @Field(() => String, { description: "Why it is there." })
  because!: string;

  @Field(() => [String], {
    description: "The law it rests on, a line for each basis: UK GDPR, DPA 2018 and what sets confidentiality aside.",
  })
  basis!: readonly string[];

  @Field(() => Agreement, { description: "The agreement that it stands in." })
  agreement!: Agreement | null;
}
