import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { assessingCapacity, assessingCompetence, contestingAssessment, endingAssessment } from "../../changing/asked/assessment.ts";
import { wayIn } from "../way-in.ts";
import { ofAChild } from "./arguments.ts";
import { AssessmentChanged } from "./answers.ts";
import { answerChange, type Changed } from "./changed.ts";

const [toRecordCompetence, toRecordLackOfCapacity] = [ofAChild(assessingCompetence), ofAChild(assessingCapacity)];
const [toEnd, toContest] = [ofAChild(endingAssessment), ofAChild(contestingAssessment)];

/** The changes to who can decide for a child. You are the one who assessed. */
@Resolver()
export class AssessmentMutations {
  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Records that you found the child competent to decide about some categories (Gillick). From then on the child's word counts for these, and the parents' no longer does; what anybody agreed to before has to be said again by the child. Not under ten, and only until compulsory school age ends: then the young person decides about everything. The child, the family who can see it, and those who answer for it are alerted.",
  })
  @Unclassified(wayIn)
  recordCompetence(@Args(() => toRecordCompetence.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "recordCompetence", toRecordCompetence.read(args));
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Records that you found a young person of 16 or older to lack the capacity to decide about sharing (Mental Capacity Act 2005). Those with parental responsibility then decide; what they agreed to before has to be said again. The young person is alerted, and can contest it.",
  })
  @Unclassified(wayIn)
  recordLackOfCapacity(@Args(() => toRecordLackOfCapacity.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "recordLackOfCapacity", toRecordLackOfCapacity.read(args));
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Ends an assessment from this moment: who decides is again what it would be without it, and what they agreed to before it has to be said again. Whoever may assess the same may end it.",
  })
  @Unclassified(wayIn)
  endAssessment(@Args(() => toEnd.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "endAssessment", toEnd.read(args));
  }

  @Mutation(() => AssessmentChanged, {
    nullable: true,
    description:
      "Contests an assessment: from this moment it opens nothing to anybody, and what it closes stays closed, until it ends. Whoever was assessed may, each holder of parental responsibility who can see it, and everybody on the team. An assessment by somebody else, that nobody contests, opens by itself.",
  })
  @Unclassified(wayIn)
  contestAssessment(@Args(() => toContest.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "contestAssessment", toContest.read(args));
  }
}
