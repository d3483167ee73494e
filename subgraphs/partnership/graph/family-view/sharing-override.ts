import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { CodedValue } from "../../../kit/coded-value.ts";
import { OverrideBasis, OverrideState } from "../overrides/codes.ts";
import { Purpose } from "../purpose.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";

/** An override as the family is shown it: who opened what, when and for what. Why, in the practitioner's words, is for the officers who review it. */
@ObjectType({ description: "That somebody opened an override: who, what, when, for what, and what its review found." })
@Classified("child.team")
export class SharingOverride {
  /** What its cursor names. */
  readonly id!: string;

  @Field(() => String, { description: "Who opened it: their full name, if the directory has it." })
  name!: string;

  @Field(() => String, { description: "Their professional role." })
  role!: string;

  @Field(() => String, { description: "The agency they work for." })
  agency!: string;

  @Field(() => [CodedValue], { description: "What it opened, as far as you are told who sees it." })
  categories!: CodedValue[];

  @Field(() => Purpose, { description: "For what." })
  purpose!: string;

  @Field(() => OverrideBasis, { description: "On what it rests." })
  basis!: string;

  @Field(() => DateTimeScalar, { description: "When it was opened (ISO 8601 date and time)." })
  openedAt!: string;

  @Field(() => DateTimeScalar, { description: "When it was over, or will be (ISO 8601 date and time)." })
  endsAt!: string;

  @Field(() => OverrideState, { description: "What has become of it." })
  state!: string;

  @Field(() => Boolean, {
    description:
      "Whether its review found it justified: null until every agency that it concerns has reviewed it, and false if one of them found that it was not.",
  })
  justified!: boolean | null;

  @Field(() => Boolean, {
    description:
      "Whether its review is overdue: an agency that it concerns has still to review it, and the days are over that the partnership has agreed on.",
  })
  reviewOverdue!: boolean;
}
