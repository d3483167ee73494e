import { Field, ID, Int, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Child } from "../child.ts";
import { wayIn } from "../way-in.ts";

/** The answer to a change of a restriction. */
@ObjectType({
  description:
    "What became of a change to what is kept back about a child. It is in force for every query that starts after this answer. Those who answer for it find it in `Child.restrictions`.",
})
export class RestrictionChanged {
  @Field(() => ID, { nullable: false, description: "The restriction; or the child, where one of the family contests whatever binds them." })
  @Unclassified("It names what the caller has just changed, and nothing else.")
  id!: string;

  @Field(() => Int, {
    description:
      "How many other children live at the address and are shielded with this one, for a shield; null otherwise. Whoever read their address until now no longer does: tell those who answer for them.",
  })
  @Unclassified("It is a number, said to whoever shields the address at which they live.")
  othersShielded!: number | null;

  @Field(() => Child, {
    description: "The child as you may see them now, for the purpose that you named; null if they are out of your reach.",
  })
  @Unclassified(wayIn)
  child!: Child | null;
}
