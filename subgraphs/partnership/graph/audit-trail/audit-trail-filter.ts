import { Field, ID, InputType } from "type-graphql";
import { DateTimeScalar } from "../../../kit/scalars.ts";

/** What an officer asks of the trail. */
@InputType({ description: "What of the audit trail you ask for: entries to which all of it applies." })
export class AuditTrailFilter {
  @Field(() => ID, { description: "Of this child." })
  childId?: string | null;

  @Field(() => ID, { description: "Of this person: the subject of their token." })
  practitioner?: string | null;

  @Field(() => String, { description: "With this category." })
  category?: string | null;

  @Field(() => ID, { description: "Under this override." })
  overrideId?: string | null;

  @Field(() => String, { description: "Where something was refused for this reason." })
  reason?: string | null;

  @Field(() => DateTimeScalar, {
    description: "From this moment; if not said, the seven days before `until`, unless a child or a practitioner is named.",
  })
  since?: string | null;

  @Field(() => DateTimeScalar, { description: "Until this moment; now if not said." })
  until?: string | null;
}
