import { FieldResolver, Resolver, Root } from "type-graphql";
import { EhcAnnualReview } from "../records/annual-review.ts";
import { EhcAssessment } from "../records/ehc-assessment.ts";
import { EhcPlan } from "../records/ehc-plan.ts";
import { EhcDueDates } from "../records/statutory-due-dates.ts";
import { assessmentUnderWay, lastReviewed } from "../rules/ehc-process.ts";
import { reviewDecisionBy, reviewDueBy, statutoryDates } from "../rules/statutory-dates.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** What is computed from a request for an EHC needs assessment. */
@Resolver(() => EhcAssessment)
export class EhcAssessmentResolver {
  @FieldResolver(() => Boolean, { description: "Whether a decision is still to be made, about the request or after the assessment." })
  underWay(@Root() assessment: EhcAssessment): boolean {
    return assessmentUnderWay(assessment.requestOutcome?.code ?? null, assessment.assessmentOutcome?.code ?? null);
  }

  @FieldResolver(() => EhcDueDates, { description: "The last days that the law allows for each step." })
  dueDates(@Root() assessment: EhcAssessment): EhcDueDates {
    return statutoryDates(assessment.receivedDate, assessment.requestOutcomeDate);
  }
}

/** What is computed from an EHC plan. */
@Resolver(() => EhcPlan)
export class EhcPlanResolver {
  @FieldResolver(() => DateScalar, {
    description:
      "The day by which the next annual review must be complete, 12 months after the plan was made or last reviewed (ISO 8601 date; Children and Families Act 2014 s44); null once the plan has ceased.",
  })
  reviewDueBy(@Root() plan: EhcPlan): string | null {
    const from = lastReviewed(plan.annualReviews) ?? plan.startDate;
    return plan.ceaseDate !== null || from === null ? null : reviewDueBy(from);
  }
}

/** What is computed from an annual review. */
@Resolver(() => EhcAnnualReview)
export class EhcAnnualReviewResolver {
  @FieldResolver(() => DateScalar, {
    description: "The last day for the decision: 4 weeks after the meeting (ISO 8601 date; SEND Regulations 2014 reg 20(10)).",
  })
  decisionBy(@Root() review: EhcAnnualReview): string | null {
    return review.meetingOn === null ? null : reviewDecisionBy(review.meetingOn);
  }
}
