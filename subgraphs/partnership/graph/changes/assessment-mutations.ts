import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import { endAssessment } from "../../changing/assessment/end.ts";
import { recordCompetence, recordLackOfCapacity } from "../../changing/assessment/record.ts";
import type { PartnershipContext } from "../context.ts";
import { ChangeArgs, changeShape, day, id, readArguments, text } from "./arguments.ts";
import { AssessmentChanged } from "./assessment-changed.ts";
import { answerChange, type Changed } from "./changed.ts";

const wayIn = "It is a way in: what it answers is under the decision on that child.";

@ArgsType()
class RecordLackOfCapacityArgs extends ChangeArgs {
  @Field(() => String, { nullable: false, description: "On what your judgement rests, in a sentence or two." })
  ground!: string;

  @Field(() => String, { description: "The first day (ISO 8601 date); today if you name none." })
  from?: string | null;

  @Field(() => String, { description: "The last day, if an end is set, such as the day of the next assessment (ISO 8601 date)." })
  until?: string | null;
}

@ArgsType()
class RecordCompetenceArgs extends RecordLackOfCapacityArgs {
  @Field(() => [String], { nullable: false, description: "The categories about which the child can decide." })
  categories!: string[];
}

@ArgsType()
class EndAssessmentArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "The assessment, by the id that was answered when it was recorded." })
  assessmentId!: string;

  @Field(() => String, { nullable: false, description: "Why it no longer holds, in a sentence or two." })
  ground!: string;
}

const assessShape = { ...changeShape, ground: text, from: day.optional(), until: day.optional() };
const capacityShape = z.strictObject(assessShape);
const competenceShape = z.strictObject({
  ...assessShape,
  categories: z.array(id).min(1, "must not be empty").max(100, "has 100 categories at most"),
});
const endShape = z.strictObject({ ...changeShape, assessmentId: id, ground: text });

/** The changes to who can decide for a child. You are the one who assessed. */
@Resolver()
export class AssessmentMutations {
  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Records that you found the child competent to decide about some categories (Gillick). From then on the child's word counts for these, and the parents' no longer does. Only until compulsory school age ends: then the young person decides about everything.",
  })
  @Unclassified(wayIn)
  recordCompetence(@Args(() => RecordCompetenceArgs) args: RecordCompetenceArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "recordCompetence", readArguments(competenceShape, args), recordCompetence);
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Records that you found a young person of 16 or older to lack the capacity to decide about sharing (Mental Capacity Act 2005). Those with parental responsibility then go on deciding.",
  })
  @Unclassified(wayIn)
  recordLackOfCapacity(
    @Args(() => RecordLackOfCapacityArgs) args: RecordLackOfCapacityArgs,
    @Ctx() context: PartnershipContext,
  ): Promise<Changed> {
    return answerChange(context, "recordLackOfCapacity", readArguments(capacityShape, args), recordLackOfCapacity);
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Ends an assessment from this moment: who decides is again what it would be without it. Whoever may assess the same may end it.",
  })
  @Unclassified(wayIn)
  endAssessment(@Args(() => EndAssessmentArgs) args: EndAssessmentArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "endAssessment", readArguments(endShape, args), endAssessment);
  }
}
