import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { Practitioner } from "../../kit/practitioner.ts";
import {
  TherapyStrategyPlace,
  TherapyGoalProgress,
  TherapyGoalStatus,
  TherapyProfession,
  TherapyProgrammeStatus,
} from "../code-lists/therapy.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** What a programme is to achieve. */
@ObjectType({ description: "What a therapy programme is to achieve for the child." })
@Classified("health.therapies")
export class TherapyGoal {
  @Field(() => String, { description: "The goal, in words." })
  text!: string;

  @Field(() => TherapyGoalStatus, { description: "Where the goal stands in its life." })
  status!: TherapyGoalStatus;

  @Field(() => TherapyGoalProgress, { description: "How the child is doing against it; null when not judged yet." })
  progress!: TherapyGoalProgress | null;

  @Field(() => String, { description: "How one will know that it is reached." })
  measure!: string | null;

  @Field(() => String, { description: "When work on it began: an ISO 8601 date, or only its year and month, or its year." })
  startedOn!: string | null;

  @Field(() => String, { description: "When it should be reached: an ISO 8601 date, or only its year and month, or its year." })
  dueOn!: string | null;
}

/** What those around the child do. */
@ObjectType({ description: "What those around the child are asked to do." })
@Classified("health.therapies")
export class TherapyStrategy {
  @Field(() => TherapyStrategyPlace, { description: "Where it is to be used." })
  place!: TherapyStrategyPlace;

  @Field(() => Boolean, { description: "True for what must not be done; `text` then says what to avoid." })
  avoid!: boolean;

  @Field(() => String, { description: "What to do, in words." })
  text!: string;
}

/** A therapist's programme for a child. Programmes of several professions stand side by side so that they do not conflict. */
@Entity("therapy_programme")
@ObjectType({
  description:
    "A therapist's programme: its goals, and what nursery, school and home are asked to do. Compare programmes so that they do not conflict.",
})
@Classified("health.therapies")
export class TherapyProgramme extends AgencyRecord {
  @Column({ type: "text" })
  @Field(() => TherapyProfession, { description: "The profession whose programme it is." })
  profession!: TherapyProfession;

  @Column({ type: "text" })
  @Field(() => String, { description: "The programme's title." })
  programme!: string;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "What the programme is about, in words." })
  summary!: string | null;

  @Column({ type: "text" })
  @Field(() => TherapyProgrammeStatus, { description: "Whether it is being followed." })
  status!: TherapyProgrammeStatus;

  @Column({ type: "jsonb" })
  @Field(() => [TherapyGoal], { description: "What it is to achieve." })
  goals!: TherapyGoal[];

  @Column({ type: "jsonb" })
  @Field(() => [TherapyStrategy], { description: "What those around the child are asked to do." })
  strategies!: TherapyStrategy[];

  @Column({ name: "referred_on", type: "text", nullable: true })
  @Field(() => String, { description: "When the child was referred: an ISO 8601 date, or only its year and month, or its year." })
  referredOn!: string | null;

  @Column({ name: "referred_because", type: "text", nullable: true })
  @Field(() => String, { description: "Why the child was referred." })
  referredBecause!: string | null;

  @Column({ name: "started_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day it began (ISO 8601 date)." })
  startedOn!: string | null;

  @Column({ name: "ended_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day it ended or is to end (ISO 8601 date); null when open." })
  endedOn!: string | null;

  @Column({ name: "next_review_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day of its next review (ISO 8601 date); null when none is planned." })
  nextReviewOn!: string | null;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => Practitioner, { description: "The therapist; null when that is not a practitioner of the partnership." })
  practitioner!: Practitioner | null;

  static readonly newestFirst = "startedOn";
}
