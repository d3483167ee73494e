import { Field, Float, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { Practitioner } from "../../kit/practitioner.ts";
import { AsqDomain, AsqResult, HealthyChildReviewKind } from "../code-lists/development.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** The score of one area of the ASQ-3. */
@ObjectType({ description: "The score of one area of the ASQ-3 questionnaire." })
@Classified("health.development")
export class AsqScore {
  @Field(() => AsqDomain, { description: "The area of development." })
  domain!: AsqDomain;

  @Field(() => Float, { description: "The score, from 0 to 60; higher is better." })
  score!: number;

  @Field(() => Float, { description: "The questionnaire's cut-off for this area; null when the record does not give it." })
  cutOff!: number | null;

  @Field(() => AsqResult, { description: "What the score means; null when the record does not say." })
  result!: AsqResult | null;
}

/** Something measured at a review. */
@ObjectType({ description: "Something that was measured at a review, such as the child's weight." })
@Classified("health.development")
export class ReviewMeasurement {
  @Field(() => CodedValue, { description: "What was measured (SNOMED CT)." })
  what!: CodeOrWords;

  @Field(() => Float, { description: "The value, in `unit`." })
  value!: number;

  @Field(() => String, { description: "The unit, in UCUM notation: `kg`, `cm`." })
  unit!: string;
}

/** A review of the Healthy Child Programme, with what it found. */
@Entity("healthy_child_review")
@ObjectType({ description: "A review of the Healthy Child Programme by the health visiting service." })
@Classified("health.development")
export class HealthyChildReview extends AgencyRecord {
  @Column({ type: "text" })
  @Field(() => HealthyChildReviewKind, { description: "Which of the five reviews it was." })
  kind!: HealthyChildReviewKind;

  @Column({ name: "reviewed_on", type: "date" })
  @Field(() => DateScalar, { description: "The day of the review (ISO 8601 date)." })
  reviewedOn!: string;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => Practitioner, { description: "Who did it; null when that is not a practitioner of the partnership." })
  practitioner!: Practitioner | null;

  @Column({ name: "asq_questionnaire", type: "integer", nullable: true })
  @Field(() => Int, {
    description: "The age in months for which the ASQ-3 questionnaire was made; null when none was used or none is named.",
  })
  asqQuestionnaire!: number | null;

  @Column({ name: "asq_scores", type: "jsonb" })
  @Field(() => [AsqScore], { description: "The scores of the ASQ-3, in the order of the questionnaire; empty when none was used." })
  asqScores!: AsqScore[];

  @Column({ type: "jsonb" })
  @Field(() => [ReviewMeasurement], { description: "What was measured." })
  measurements!: ReviewMeasurement[];

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "What the reviewer found and advised, in words." })
  summary!: string | null;

  static readonly newestFirst = "reviewedOn";
}
