import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Child } from "../child.ts";

/** The answer to a change of a restriction. */
@ObjectType({
  description:
    "What became of a change to what is kept back about a child. It is in force for every query that starts after this answer. No query lists restrictions, since that there is one can put somebody at risk: keep the id.",
})
export class RestrictionChanged {
  @Field(() => ID, { nullable: false, description: "The restriction that was recorded or ended." })
  @Unclassified("It names what the caller has just changed, and nothing else.")
  id!: string;

  @Field(() => Child, {
    description: "The child as you may see them now, for the purpose that you named; null if they are out of your reach.",
  })
  @Unclassified("It is a way in: what it answers is under the decision on that child.")
  child!: Child | null;
}
