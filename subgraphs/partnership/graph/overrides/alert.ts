import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";

/** That an override was opened, without content. */
@ObjectType({
  description: "That an override was opened. It has no content: an alert may be read aloud, on a telephone or in a corridor.",
})
@Unclassified("It says that an override was opened and when; neither of whom, nor by whom, nor what.")
export class Alert {
  @Field(() => ID, { nullable: false, description: "The alert." })
  id!: string;

  @Field(() => ID, { description: "The override; officers can ask for it." })
  overrideId!: string;

  @Field(() => String, { description: "When (ISO 8601 date and time)." })
  at!: string;
}
