import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { ChangeArgs, changeShape, day, id, readArguments, text } from "./arguments.ts";
import { AssessmentChanged } from "./assessment-changed.ts";
import { answerChange, type Changed } from "./changed.ts";
import { DateScalar } from "../../../kit/scalars.ts";
import { saidWithSubstance } from "../../changing/substance.ts";

const wayIn = "It is a way in: what it answers is under the decision on that child.";

@ArgsType()
class RecordAssessmentArgs extends ChangeArgs {
  @Field(() => String, { nullable: false, description: `On what your judgement rests, ${saidWithSubstance}.` })
  ground!: string;

  @Field(() => DateScalar, {
    nullable: false,
    description: "The day on which you talked it over with the child or young person (ISO 8601 date), within the last 90 days.",
  })
  assessedOn!: string;

  @Field(() => DateScalar, { description: "The first day (ISO 8601 date), not before you assessed it; today if you name none." })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: false,
    description: "The last day, by which it has to be assessed again (ISO 8601 date): within 366 days after the first.",
  })
  until!: string;
}

@ArgsType()
class RecordLackOfCapacityArgs extends RecordAssessmentArgs {
  @Field(() => String, { nullable: false, description: "Which decision they cannot make, in words." })
  decision!: string;
}

@ArgsType()
class RecordCompetenceArgs extends RecordAssessmentArgs {
  @Field(() => [String], { nullable: false, description: "The categories about which the child can decide." })
  categories!: string[];
}

@ArgsType()
class AssessmentArgs extends ChangeArgs {
  @Field(() => ID, { nullable: false, description: "The assessment, by its id in `Child.assessments`." })
  assessmentId!: string;
}

@ArgsType()
class EndAssessmentArgs extends AssessmentArgs {
  @Field(() => String, { nullable: false, description: `Why it no longer holds, ${saidWithSubstance}.` })
  ground!: string;
}

@ArgsType()
class ContestAssessmentArgs extends AssessmentArgs {
  @Field(() => String, { nullable: false, description: "Why it is wrong, or should be looked at by another. Any words will do." })
  ground!: string;
}

const assessShape = { ...changeShape, ground: text, assessedOn: day, from: day.optional(), until: day };
const capacityShape = z.strictObject({ ...assessShape, decision: text });
const competenceShape = z.strictObject({
  ...assessShape,
  categories: z.array(id).min(1, "must not be empty").max(100, "has 100 categories at most"),
});
const oneShape = z.strictObject({ ...changeShape, assessmentId: id, ground: text });

/** The changes to who can decide for a child. You are the one who assessed. */
@Resolver()
export class AssessmentMutations {
  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Records that you found the child competent to decide about some categories (Gillick). From then on the child's word counts for these, and the parents' no longer does; what anybody agreed to before has to be said again by the child. Not under ten, and only until compulsory school age ends: then the young person decides about everything. The child, the family who can see it, and those who answer for it are alerted.",
  })
  @Unclassified(wayIn)
  recordCompetence(@Args(() => RecordCompetenceArgs) args: RecordCompetenceArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "recordCompetence", readArguments(competenceShape, args));
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Records that you found a young person of 16 or older to lack the capacity to decide about sharing (Mental Capacity Act 2005). Those with parental responsibility then decide; what they agreed to before has to be said again. The young person is alerted, and can contest it.",
  })
  @Unclassified(wayIn)
  recordLackOfCapacity(
    @Args(() => RecordLackOfCapacityArgs) args: RecordLackOfCapacityArgs,
    @Ctx() context: PartnershipContext,
  ): Promise<Changed> {
    return answerChange(context, "recordLackOfCapacity", readArguments(capacityShape, args));
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Ends an assessment from this moment: who decides is again what it would be without it, and what they agreed to before it has to be said again. Whoever may assess the same may end it.",
  })
  @Unclassified(wayIn)
  endAssessment(@Args(() => EndAssessmentArgs) args: EndAssessmentArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "endAssessment", readArguments(oneShape, args));
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Contests an assessment: from this moment it opens nothing to anybody, and what it closes stays closed, until it ends. Whoever was assessed may, each holder of parental responsibility who can see it, and everybody on the team. An assessment by somebody else, that nobody contests, opens by itself.",
  })
  @Unclassified(wayIn)
  contestAssessment(@Args(() => ContestAssessmentArgs) args: ContestAssessmentArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "contestAssessment", readArguments(oneShape, args));
  }
}
