import { Field, ID, ObjectType } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import { Practitioner } from "../practitioner.ts";
import { DateScalar } from "../../../kit/scalars.ts";

/** A membership that waits for its own agency. */
@ObjectType({
  description: "A colleague whom another agency brought to the team around a child, and whose mandate your agency has still to confirm.",
})
@Unclassified("It says that a colleague of one's own agency was brought to a team and why; the child is named by an id that says nothing.")
export class MandateToConfirm {
  @Field(() => ID, { nullable: false, description: "The membership: `confirmMandate` takes it." })
  id!: string;

  @Field(() => ID, { description: "The child, by the partnership's own id." })
  childId!: string;

  @Field(() => Practitioner, { description: "Who was brought in." })
  practitioner!: Practitioner | null;

  @Field(() => String, { description: "What they are to do for this child." })
  function!: string;

  @Field(() => String, { description: "On what it is said to rest." })
  reference!: string | null;

  @Field(() => String, { description: "The agency that brought them in." })
  broughtInByAgency!: string | null;

  @Field(() => DateScalar, { description: "The first day (ISO 8601 date)." })
  from!: string;

  @Field(() => DateScalar, { description: "The last day, if an end is set (ISO 8601 date)." })
  until!: string | null;
}
