import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Restriction } from "../governance/codes.ts";
import { RestrictionState } from "./recorded-restriction.ts";
import { DateScalar, DateTimeScalar } from "../../../kit/scalars.ts";

/** A restriction as a privacy officer is shown it. */
@ObjectType({ description: "A restriction that somebody has to look at: it waits to be confirmed, is contested, or its end is asked for." })
@Unclassified(
  "It says what was recorded, by whom and on what ground, and nothing that a record says; only officers whom it concerns are answered.",
)
export class RestrictionToReview {
  @Field(() => ID, { nullable: false, description: "The restriction." })
  id!: string;

  @Field(() => ID, { description: "The child, by the partnership's own id." })
  childId!: string;

  @Field(() => Restriction, { description: "What kind it is." })
  kind!: string;

  @Field(() => String, { description: "The agency that answers for it." })
  agency!: string;

  @Field(() => String, { description: "The court's own number of an order." })
  reference!: string | null;

  @Field(() => DateScalar, { description: "The day on which the court made it (ISO 8601 date)." })
  orderedOn!: string | null;

  @Field(() => String, { description: "On what it rests." })
  ground!: string;

  @Field(() => String, { description: "Who decided it." })
  author!: string;

  @Field(() => DateTimeScalar, { description: "When it was written down; null for what was imported (ISO 8601 date and time)." })
  recordedAt!: string | null;

  @Field(() => RestrictionState, { description: "What has become of it." })
  state!: string;

  @Field(() => DateScalar, { description: "The last day on which it holds unless another agency confirms it (ISO 8601 date)." })
  confirmBy!: string | null;

  @Field(() => DateTimeScalar, { description: "When somebody contested it (ISO 8601 date and time)." })
  contestedAt!: string | null;

  @Field(() => String, { description: "Why they contest it." })
  contestGround!: string | null;

  @Field(() => String, { description: "The agency that asks for its end." })
  endAskedByAgency!: string | null;
}
