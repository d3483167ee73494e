import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Classified, idOfReached, Unclassified } from "../../../kit/classified.ts";
import { Restriction } from "../governance/codes.ts";
import { DateScalar } from "../../../kit/scalars.ts";

/** What has become of a restriction. */
export const RestrictionState = {
  IN_FORCE: "IN_FORCE",
  AWAITS_CONFIRMATION: "AWAITS_CONFIRMATION",
  NOT_YET: "NOT_YET",
  LAPSED: "LAPSED",
  ENDED: "ENDED",
} as const;

registerEnumType(RestrictionState, {
  name: "RestrictionState",
  description: "What has become of a restriction.",
  valuesConfig: {
    IN_FORCE: { description: "It holds." },
    AWAITS_CONFIRMATION: { description: "It holds, and lapses unless another agency confirms it in time." },
    NOT_YET: { description: "It begins on a later day." },
    LAPSED: { description: "No other agency confirmed it in time, so it holds no longer." },
    ENDED: { description: "Its last day is past, or somebody ended it." },
  },
});

/** A restriction as those who answer for it are shown it. */
@ObjectType({
  description: "What keeps parts of a child's record back, or did: an order of a court, shielded whereabouts, or serious harm.",
})
@Classified("child.restrictions")
export class RecordedRestriction {
  @Field(() => ID, { nullable: false, description: "Identifies the restriction: the mutations that change it take this." })
  @Unclassified(idOfReached)
  id!: string;

  @Field(() => Restriction, { description: "What kind it is." })
  kind!: string;

  @Field(() => ID, { description: "Whom a court order binds, as a `person` of `Child.family`." })
  person!: string | null;

  @Field(() => [String], { description: "What is withheld because of serious harm; empty for the other kinds." })
  categories!: string[];

  @Field(() => String, { description: "The agency that answers for it." })
  agency!: string;

  @Field(() => String, { description: "The court's own number of an order." })
  reference!: string | null;

  @Field(() => DateScalar, { description: "The day on which the court made it (ISO 8601 date)." })
  orderedOn!: string | null;

  @Field(() => String, { description: "On what it rests." })
  ground!: string;

  @Field(() => String, { description: "Who decided it: the court, or the professional." })
  author!: string;

  @Field(() => DateScalar, { description: "The first day (ISO 8601 date)." })
  from!: string;

  @Field(() => DateScalar, { description: "The last day, if an end is set (ISO 8601 date)." })
  until!: string | null;

  @Field(() => RestrictionState, { description: "What has become of it." })
  state!: string;

  @Field(() => DateScalar, { description: "The last day on which it holds unless another agency confirms it (ISO 8601 date)." })
  confirmBy!: string | null;

  @Field(() => String, { description: "The agency that confirmed it." })
  confirmedByAgency!: string | null;

  @Field(() => Boolean, { description: "Whether somebody contests it. It holds all the same." })
  contested!: boolean;

  @Field(() => String, { description: "The agency that asks for its end; it ends when a second one agrees." })
  endAskedByAgency!: string | null;
}
