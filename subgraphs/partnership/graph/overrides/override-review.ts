import { Field, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { DateTimeScalar } from "../../../kit/scalars.ts";

/** That the officers of one agency let somebody open another override. */
@ObjectType("OverrideAllowance", {
  description: "That a privacy officer lets somebody open another override, though one was found unjustified.",
})
@Unclassified(
  "It says why officers let somebody open another override, and nothing that a record says; only officers whom it concerns are answered.",
)
export class OverrideAllowanceView {
  @Field(() => DateTimeScalar, { description: "When (ISO 8601 date and time)." })
  allowedAt!: string;

  @Field(() => String, { description: "Who allowed it." })
  allowedBy!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

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

  @Field(() => OverrideAllowanceView, {
    description:
      "That the same agency lets whoever opened it open another, though it found this one unjustified; null if it did not, or need not.",
  })
  allowed!: OverrideAllowanceView | null;
}
