import { Field, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";

/** What the officers of one agency found of an override. */
@ObjectType("OverrideReview", { description: "What a privacy officer found of an override, for their agency." })
@Unclassified("It says what officers found of an override, and nothing that a record says; only officers whom it concerns are answered.")
export class OverrideReviewView {
  @Field(() => String, { description: "For which agency." })
  agency!: string;

  @Field(() => DateTimeScalar, { description: "When (ISO 8601 date and time)." })
  reviewedAt!: string;

  @Field(() => String, { description: "Who reviewed it." })
  reviewedBy!: string;

  @Field(() => Boolean, { description: "Whether they found it justified." })
  justified!: boolean;

  @Field(() => String, { description: "On what their judgement rests." })
  note!: string;
}
