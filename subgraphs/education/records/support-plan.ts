import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { SupportTarget } from "./support-target.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** One cycle of the graduated approach – assess, plan, do, review – for a child with SEN support (SEND Code of Practice 6.44 to 6.56). */
@Entity("support_plan")
@ObjectType({ description: "One cycle of assess, plan, do and review for a child with special educational needs." })
@Classified("education.support-plan")
export class SupportPlan extends AgencyRecord {
  static readonly newestFirst = "startedOn";

  @Column({ type: "integer" })
  @Field(() => Int, { description: "Which cycle it is: 1 for the first." })
  cycle!: number;

  @Column({ name: "started_on", type: "date" })
  @Field(() => DateScalar, { description: "The day the plan was agreed (ISO 8601 date)." })
  startedOn!: string;

  @Column({ name: "review_due_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day by which the plan is to be reviewed (ISO 8601 date)." })
  reviewDueOn!: string | null;

  @Column({ name: "reviewed_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day it was reviewed (ISO 8601 date); null while the cycle is under way." })
  reviewedOn!: string | null;

  /** The person who coordinates the plan, by the id that the partnership knows them under. */
  @Column({ name: "coordinator_id", type: "text", nullable: true })
  coordinatorId!: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "Assess: what is known of the child's strengths and needs." })
  assessment!: string | null;

  @Column({ name: "family_view", type: "text", nullable: true })
  @Field(() => String, { description: "What the child and the family said about it." })
  familyView!: string | null;

  @Column({ name: "review_note", type: "text", nullable: true })
  @Field(() => String, { description: "Review: what changed, and what follows from it." })
  reviewNote!: string | null;

  @Column({ type: "jsonb" })
  @Field(() => [String], { description: "Do: strategies that every adult around the child uses." })
  strategies!: string[];

  @Column({ type: "jsonb" })
  @Field(() => [SupportTarget], { description: "Plan: what the child is working towards." })
  targets!: SupportTarget[];
}
