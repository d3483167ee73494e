import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** An enquiry whether a child is suffering, or likely to suffer, significant harm (Children Act 1989 section 47). */
@Entity("section_47_enquiry")
@ObjectType({
  description: "An enquiry into whether the child is suffering, or likely to suffer, significant harm (Children Act 1989 section 47).",
})
@Classified("social-care.child-protection")
export class Section47Enquiry extends AgencyRecord {
  @Column({ name: "started_on", type: "date" })
  @Field(() => DateScalar, { description: "The day the enquiry began (ISO 8601 date)." })
  startedOn!: string;

  @Column({ name: "conference_due_on", type: "date", nullable: true })
  @Field(() => DateScalar, {
    description: "The day by which the first conference is to be held, 15 working days after the strategy discussion (ISO 8601 date).",
  })
  conferenceDueOn!: string | null;

  @Column({ name: "conference_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day of the first child-protection conference (ISO 8601 date); null if none was held yet." })
  conferenceOn!: string | null;

  @Column({ name: "conference_not_required", type: "boolean" })
  @Field(() => Boolean, { description: "Whether the enquiry found that no conference was required." })
  conferenceNotRequired!: boolean;

  static readonly newestFirst = "startedOn";
}

/** A plan that protects a child, made by a conference. */
@Entity("child_protection_plan")
@ObjectType({ description: "A plan, made by a child-protection conference, that keeps the child safe." })
@Classified("social-care.child-protection")
export class ChildProtectionPlan extends AgencyRecord {
  @Column({ name: "started_on", type: "date" })
  @Field(() => DateScalar, { description: "The day the plan began (ISO 8601 date)." })
  startedOn!: string;

  @Column({ name: "ended_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day the plan ended (ISO 8601 date); null while the child is on it." })
  endedOn!: string | null;

  @Column({ name: "initial_category", type: "jsonb" })
  @Field(() => CodedValue, { description: "The category of abuse or neglect when the plan began (`NEG`, `PHY`, `SAB`, `EMO` or `MUL`)." })
  initialCategory!: CodedValue;

  @Column({ name: "latest_category", type: "jsonb" })
  @Field(() => CodedValue, { description: "The category as the latest conference confirmed or changed it." })
  latestCategory!: CodedValue;

  @Column({ name: "previous_plans", type: "integer", nullable: true })
  @Field(() => Int, {
    description: "How many earlier child-protection plans the child had, with any authority; null if that was not recorded.",
  })
  previousPlans!: number | null;

  @Column({ name: "reviewed_on", type: "jsonb" })
  @Field(() => [DateScalar], { description: "The days of the review conferences, newest first (ISO 8601 dates)." })
  reviewedOn!: string[];

  static readonly newestFirst = "startedOn";
}
