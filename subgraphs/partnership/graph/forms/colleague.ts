import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { CodedValue } from "../../../kit/coded-value.ts";

/** A colleague of the caller's own agency, as the directory has them. */
@ObjectType({ description: "A colleague of your own agency, to be named where a team is changed. How to reach them is not here." })
@Unclassified("It is the directory of the caller's own agency, and says nothing of any child.")
export class Colleague {
  @Field(() => ID, { nullable: false, description: "Identifies the colleague across the partnership: `joinTeam` takes it." })
  id!: string;

  @Field(() => String, { description: "Full name." })
  name!: string;

  @Field(() => CodedValue, { description: "Professional role, from the partnership's list of roles." })
  role!: CodedValue;

  @Field(() => String, { description: "Their team or setting." })
  team!: string | null;
}
