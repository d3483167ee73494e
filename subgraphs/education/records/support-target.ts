import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** One target of a support plan. Stored as JSON within the plan. */
@ObjectType({ description: "One thing that the child is working towards, and how it will be known that they got there." })
@Classified("education.support-plan")
export class SupportTarget {
  @Field(() => String, { description: "What the child will do or be able to do." })
  target!: string;

  @Field(() => CodedValue, { description: "The broad area of need that the target belongs to (SEND Code of Practice, chapter 6)." })
  area!: CodedValue | null;

  @Field(() => String, { description: "What adults will do to help." })
  strategy!: string | null;

  @Field(() => String, { description: "How it will be known that the target is reached." })
  successCriterion!: string | null;

  @Field(() => CodedValue, { description: "How far the child has come." })
  progress!: CodedValue;

  @Field(() => DateScalar, { description: "When progress was last looked at (ISO 8601 date)." })
  reviewedOn!: string | null;

  /** The target's own mark: the guard leaves a marked target out of a plan that may be shown. */
  aboutOther!: boolean;

  /** The target's own mark, as `aboutOther`. */
  withheldFromFamily!: boolean;
}
