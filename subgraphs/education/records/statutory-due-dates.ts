import { Field, ObjectType } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import type { StatutoryDates } from "../rules/statutory-dates.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** The statutory clock of an EHC needs assessment as the graph shows it; computed, never stored. */
@ObjectType({ description: "The last days that the law allows for each step of an EHC needs assessment, counted from the request." })
@Classified("education.ehc-plan")
export class EhcDueDates implements StatutoryDates {
  @Field(() => DateScalar, {
    description: "Decision whether to assess: 6 weeks after the request (ISO 8601 date; SEND Regulations 2014 reg 5).",
  })
  decisionBy!: string;

  @Field(() => DateScalar, {
    description:
      "Advice from education, health and care: 6 weeks after it was asked for, counted from the decision to assess, or from the last day for that decision (ISO 8601 date; reg 8).",
  })
  adviceBy!: string;

  @Field(() => DateScalar, { description: "Notice that there will be no plan: 16 weeks after the request (ISO 8601 date; reg 10)." })
  noPlanNoticeBy!: string;

  @Field(() => DateScalar, { description: "Draft plan, so that 15 days are left for comments (ISO 8601 date; reg 13)." })
  draftPlanBy!: string;

  @Field(() => DateScalar, { description: "Final plan: 20 weeks after the request (ISO 8601 date; reg 13)." })
  finalPlanBy!: string;
}
