import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** The child's own page. */
@ObjectType({ description: "The child's own words about themselves, so that nobody need ask again." })
@Classified("child.voice")
export class AboutMe {
  @Field(() => String, { description: "What I like and am good at." })
  whatILike!: string | null;

  @Field(() => String, { description: "How I communicate." })
  howICommunicate!: string | null;

  @Field(() => String, { description: "What helps me." })
  whatHelps!: string | null;

  @Field(() => String, { description: "What upsets me." })
  whatUpsetsMe!: string | null;

  @Field(() => DateScalar, { description: "When it was written down (ISO 8601 date)." })
  recordedOn!: string;

  @Field(() => String, { description: "Who wrote it down with the child." })
  recordedBy!: string | null;
}
