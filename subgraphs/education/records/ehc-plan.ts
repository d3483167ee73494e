import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { EhcAnnualReview } from "./annual-review.ts";
import { EhcNamedSetting, EhcPlacement } from "./ehc-placement.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** An EHC plan: the dates, reviews and placements that the local authority returns in DfE SEN2, modules 4 and 5. Its text is not among them. */
@Entity("ehc_plan")
@ObjectType({
  description: "An education, health and care (EHC) plan: its dates, reviews and placements. The text of the plan is not part of it.",
})
@Classified("education.ehc-plan")
export class EhcPlan extends AgencyRecord {
  static readonly newestFirst = "startDate";

  @Column({ name: "start_date", type: "date", nullable: true })
  @Field(() => DateScalar, {
    description: "The day the final plan was made (ISO 8601 date); null for a plan made by another local authority before it came here.",
  })
  startDate!: string | null;

  @Column({ name: "cease_date", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day the plan ceased (ISO 8601 date); null while it is in force." })
  ceaseDate!: string | null;

  @Column({ name: "cease_reason", type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "Why the plan ceased." })
  ceaseReason!: CodedValue | null;

  @Column({ name: "personal_budget", type: "boolean", nullable: true })
  @Field(() => Boolean, { description: "Whether a personal budget is part of the plan." })
  personalBudget!: boolean | null;

  @Column({ name: "transferred_from", type: "text", nullable: true })
  @Field(() => String, { description: "The DfE number of the local authority that the plan was taken over from, if it was." })
  transferredFrom!: string | null;

  @Column({ name: "named_settings", type: "jsonb" })
  @Field(() => [EhcNamedSetting], { description: "The settings that section I of the plan names." })
  namedSettings!: EhcNamedSetting[];

  @Column({ type: "jsonb" })
  @Field(() => [EhcPlacement], { description: "Where the child is and was placed, latest first." })
  placements!: EhcPlacement[];

  @Column({ name: "annual_reviews", type: "jsonb" })
  @Field(() => [EhcAnnualReview], { description: "The annual reviews that were held, latest first." })
  annualReviews!: EhcAnnualReview[];
}
