import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A plan for a child in need (Children Act 1989 section 17). */
@Entity("child_in_need_plan")
@ObjectType({ description: "A plan by which agencies and family work on what a child in need requires (Children Act 1989 section 17)." })
@Classified("social-care.plans")
export class ChildInNeedPlan extends AgencyRecord {
  @Column({ name: "started_on", type: "date" })
  @Field(() => DateScalar, { description: "The day the plan began (ISO 8601 date)." })
  startedOn!: string;

  @Column({ name: "ended_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day the plan ended (ISO 8601 date); null while it runs." })
  endedOn!: string | null;

  static readonly newestFirst = "startedOn";
}

/** A review of such a plan. A row of its own, because it reaches us in another file than the plan: the census has no reviews of these plans. */
@Entity("child_in_need_review")
@ObjectType({ description: "A meeting that reviewed a child in need plan." })
@Classified("social-care.plans")
export class ChildInNeedReview extends AgencyRecord {
  @Column({ name: "plan_started_on", type: "date" })
  @Field(() => DateScalar, {
    description: "Which plan was reviewed: the day it began (ISO 8601 date), as the plan's own `startedOn` has it.",
  })
  planStartedOn!: string;

  @Column({ name: "reviewed_on", type: "date" })
  @Field(() => DateScalar, { description: "The day of the review (ISO 8601 date)." })
  reviewedOn!: string;

  static readonly newestFirst = "reviewedOn";
}
