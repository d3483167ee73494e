import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { Practitioner } from "./practitioner.ts";

/** A member of the team around the child. */
@ObjectType({ description: "A practitioner who works with the child now, in the team around the child." })
@Classified("child.team")
export class TeamMember {
  /** Only for the list's cursors. */
  readonly id!: string;

  @Field(() => Practitioner, { description: "Who it is." })
  practitioner!: Practitioner;

  @Field(() => String, { description: "What they do for this child." })
  role!: string;

  @Field(() => String, { description: "The agency that lets them take part." })
  agency!: string;

  @Field(() => Boolean, { description: "Whether they are the lead practitioner, whom the family turns to first." })
  lead!: boolean;

  @Field(() => String, { description: "Since when (ISO 8601 date)." })
  from!: string;

  @Field(() => String, { description: "Until when, if an end is set (ISO 8601 date)." })
  until!: string | null;
}
