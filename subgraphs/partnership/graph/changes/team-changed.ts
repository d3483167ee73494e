import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Child } from "../child.ts";
import { wayIn } from "../way-in.ts";

/** The answer to a change of a child's team. */
@ObjectType({
  description: "What became of a change to the team around a child. It is in force for every query that starts after this answer.",
})
export class TeamChanged {
  @Field(() => ID, { nullable: false, description: "The membership that was made or ended." })
  @Unclassified("It names what the caller has just changed, and nothing else.")
  id!: string;

  @Field(() => Child, {
    description:
      "The child as you may see them now, for the purpose that you named; null if they are out of your reach, as for one who left the team.",
  })
  @Unclassified(wayIn)
  child!: Child | null;
}
