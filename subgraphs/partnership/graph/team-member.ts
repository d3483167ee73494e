import { Field, ID, ObjectType } from "type-graphql";
import { Classified, idOfReached, Unclassified } from "../../kit/classified.ts";
import { StatutoryGround } from "./code-lists.ts";
import { Practitioner } from "./practitioner.ts";
import { TeamModel } from "./team-model.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A member of the team around the child. */
@ObjectType({ description: "A practitioner who works with the child now, in the team around the child." })
@Classified("child.team")
export class TeamMember {
  @Field(() => ID, { nullable: false, description: "Identifies the membership: `leaveTeam` takes it." })
  @Unclassified(idOfReached)
  id!: string;

  @Field(() => Practitioner, { description: "Who it is." })
  practitioner!: Practitioner;

  @Field(() => String, { description: "What they do for this child." })
  role!: string;

  @Field(() => String, { description: "The agency that lets them take part." })
  agency!: string;

  @Field(() => String, { description: "On what that rests: a referral, an allocation, a decision of a panel." })
  mandate!: string | null;

  @Field(() => StatutoryGround, { description: "On what the law rests it that they take part, if it does." })
  statutory!: string | null;

  @Field(() => TeamModel, { description: "How they take part." })
  model!: string;

  @Field(() => String, { description: "In whose team or service they work, if they are seconded or the service is integrated." })
  host!: string | null;

  @Field(() => Boolean, { description: "Whether they are the lead practitioner, whom the family turns to first." })
  lead!: boolean;

  @Field(() => String, { description: "Which agency proposes that they lead, if one does; a second that names them makes them the lead." })
  proposedToLeadBy!: string | null;

  @Field(() => DateScalar, { description: "Since when they take part in this way, as the lead or not (ISO 8601 date)." })
  from!: string;

  @Field(() => DateScalar, { description: "Until when, if an end is set (ISO 8601 date)." })
  until!: string | null;
}
