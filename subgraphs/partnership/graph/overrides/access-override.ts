import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Purpose } from "../purpose.ts";
import { OverrideBasis, OverrideState } from "./codes.ts";
import { OverrideReviewView } from "./override-review.ts";
import { DateScalar, DateTimeScalar } from "../../../kit/scalars.ts";

/** An override, as the officers read it whom it concerns. */
@ObjectType({
  description:
    "That a practitioner opened, for hours and on the record, what the agreements open to nobody without an override. It stays to be reviewed until an officer of each agency that it concerns has done so.",
})
@Unclassified("It says what was opened, by whom and why, and nothing that a record says; only officers whom it concerns are answered.")
export class AccessOverride {
  @Field(() => ID, { nullable: false, description: "By which alerts and permits name it." })
  id!: string;

  @Field(() => ID, { description: "The child's key in the partnership's index. It says nothing about the child." })
  childId!: string;

  @Field(() => String, { description: "Who opened it: their name in the directory, or the subject of their token if they are not in it." })
  practitioner!: string;

  @Field(() => String, { description: "The role in which they did." })
  role!: string;

  @Field(() => String, { description: "The agency for which they did." })
  agency!: string;

  @Field(() => Purpose, { description: "The one purpose for which it opens anything." })
  purpose!: string;

  @Field(() => OverrideBasis, { description: "On what it rests." })
  basis!: string;

  @Field(() => String, { description: "Why, in the practitioner's own words. They may tell of the child." })
  reason!: string;

  @Field(() => [String], { description: "The categories that it opens." })
  categories!: readonly string[];

  @Field(() => [String], { description: "What it would open of the shielded once a second person agrees; empty if nothing waits." })
  awaiting!: readonly string[];

  @Field(() => String, { description: "Who agreed as the second person; null if nobody did, or need." })
  agreedBy!: string | null;

  @Field(() => DateTimeScalar, { description: "When it was opened (ISO 8601 date and time)." })
  openedAt!: string;

  @Field(() => DateTimeScalar, { description: "When it ends by itself (ISO 8601 date and time)." })
  endsAt!: string;

  @Field(() => OverrideState, { description: "What has become of it." })
  state!: string;

  @Field(() => DateTimeScalar, { description: "When it was revoked; null if it was not (ISO 8601 date and time)." })
  revokedAt!: string | null;

  @Field(() => String, { description: "Who revoked it." })
  revokedBy!: string | null;

  @Field(() => String, { description: "Why it was revoked." })
  revokeReason!: string | null;

  @Field(() => [String], { description: "The agencies that it concerns. Each has an officer of its own review it." })
  concerned!: readonly string[];

  @Field(() => [OverrideReviewView], { description: "What was found so far, for each agency that has reviewed it." })
  reviews!: OverrideReviewView[];

  @Field(() => Boolean, { description: "Whether every agency that it concerns has reviewed it." })
  reviewed!: boolean;

  @Field(() => DateTimeScalar, {
    description: "By when each of them is to have reviewed it (ISO 8601 date and time); null if the partnership has agreed on no day.",
  })
  reviewDueAt!: string | null;

  @Field(() => Boolean, { description: "Whether an agency that it concerns has still to review it though that moment has passed." })
  overdue!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether it keeps whoever opened it from opening another of this child: an agency found it unjustified, and has not allowed another since.",
  })
  stopsAnother!: boolean;

  @Field(() => Boolean, {
    description: "Whether it was justified: null until every agency has reviewed it, and false if one of them found that it was not.",
  })
  justified!: boolean | null;

  @Field(() => String, { description: "Why the family is not shown it; null if they are." })
  keptFromFamilyBecause!: string | null;

  @Field(() => DateScalar, {
    description:
      "From which day on they are: the last of those that officers of the agencies concerned said, or else the agreements; null if they are from the first, or if nothing says when.",
  })
  keptUntil!: string | null;

  @Field(() => String, { description: "The version of the policy that opened it." })
  policy!: string;
}
