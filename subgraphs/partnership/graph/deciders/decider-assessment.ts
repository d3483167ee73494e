import { Field, ID, ObjectType } from "type-graphql";
import { Classified, idOfReached, Unclassified } from "../../../kit/classified.ts";
import { CodedValue } from "../../../kit/coded-value.ts";
import { DeciderAssessmentKind, DeciderAssessmentState } from "./codes.ts";
import { DateScalar, DateTimeScalar } from "../../../kit/scalars.ts";

/** An assessment of who decides, without its ground: that is what the child or young person said in confidence. */
@ObjectType({
  description:
    "That somebody assessed who can decide for the child: as what, about what, and for which days. On what it rests is not told here: ask the one who assessed it.",
})
@Classified("child.assessments")
export class DeciderAssessment {
  @Field(() => ID, { nullable: false, description: "Identifies the assessment: `contestAssessment` and `endAssessment` take it." })
  @Unclassified(idOfReached)
  id!: string;

  @Field(() => DeciderAssessmentKind, { description: "What was found." })
  kind!: string;

  @Field(() => [CodedValue], { description: "What a competent child decides about; empty for a lack of capacity." })
  categories!: CodedValue[];

  @Field(() => String, { description: "Which decision a young person cannot make, in words; null for a competence." })
  decision!: string | null;

  @Field(() => String, { description: "Who assessed it: their full name." })
  assessor!: string;

  @Field(() => String, { description: "Of which profession they were then." })
  profession!: string;

  @Field(() => String, { description: "The agency they work for." })
  agency!: string;

  @Field(() => DateScalar, { description: "The day on which they talked it over with the child or young person (ISO 8601 date)." })
  assessedOn!: string;

  @Field(() => DateTimeScalar, { description: "When it was written down (ISO 8601 date and time)." })
  recordedAt!: string;

  @Field(() => DateScalar, { description: "The first day on which it holds (ISO 8601 date)." })
  from!: string;

  @Field(() => DateScalar, { description: "The last day on which it holds (ISO 8601 date)." })
  until!: string | null;

  @Field(() => DeciderAssessmentState, { description: "What has become of it." })
  state!: string;
}
