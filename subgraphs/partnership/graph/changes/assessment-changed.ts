import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Child } from "../child.ts";
import { wayIn } from "../way-in.ts";

/** The answer to a change of an assessment of who can decide. */
@ObjectType({
  description: "What became of a change to who can decide for a child. It is in force for every query that starts after this answer.",
})
export class AssessmentChanged {
  @Field(() => ID, { nullable: false, description: "The assessment that was recorded, contested or ended, as in `Child.assessments`." })
  @Unclassified("It names what the caller has just changed, and nothing else.")
  id!: string;

  @Field(() => Child, {
    description: "The child as you may see them now, for the purpose that you named; null if they are out of your reach.",
  })
  @Unclassified(wayIn)
  child!: Child | null;
}
