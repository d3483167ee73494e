import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { Practitioner } from "../../kit/practitioner.ts";
import { MentalHealthEpisodeStatus, MissedAppointmentOutcome } from "../code-lists/services.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** What a mental health service plans with the child. */
@ObjectType({ description: "What a mental health service plans with the child or young person." })
@Classified("health.mental-health")
export class MentalHealthPlan {
  @Field(() => String, { description: "The plan's title." })
  title!: string;

  @Field(() => String, { description: "What the plan says, in words." })
  summary!: string | null;

  @Field(() => [String], { description: "What it is to achieve." })
  goals!: string[];

  @Field(() => DateScalar, { description: "The day of its next review (ISO 8601 date); null when none is planned." })
  nextReviewOn!: string | null;
}

/** An assessment within an episode. It is not in the general index of assessments, which would tell of the episode. */
@ObjectType({
  description:
    "An assessment within a mental health episode. It is left out of the general index of assessments, which would tell of the episode.",
})
@Classified("health.mental-health")
export class MentalHealthAssessment {
  @Field(() => CodedValue, { description: "What kind of assessment it was." })
  kind!: CodeOrWords;

  @Field(() => DateScalar, { description: "The day it was done (ISO 8601 date)." })
  assessedOn!: string;

  @Field(() => String, { description: "The profession of the person who did it." })
  profession!: string;
}

/** A missed appointment within an episode. It is not among the other missed appointments, which would tell of the episode. */
@ObjectType({
  description:
    "A missed appointment within a mental health episode. It is left out of the other missed appointments, which would tell of the episode.",
})
@Classified("health.mental-health")
export class MentalHealthMissedAppointment {
  @Field(() => DateScalar, { description: "The day it was to take place (ISO 8601 date)." })
  scheduledOn!: string;

  @Field(() => MissedAppointmentOutcome, { description: "What happened." })
  outcome!: MissedAppointmentOutcome;
}

/** One episode of care by a mental health service, from referral to discharge. */
@Entity("mental_health_episode")
@ObjectType({
  description: "An episode of care by a mental health service, from referral to discharge. All that would tell of it stands in it alone.",
})
@Classified("health.mental-health")
export class MentalHealthEpisode extends AgencyRecord {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "The service (SNOMED CT)." })
  service!: CodeOrWords;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "The organisation that provides it." })
  provider!: string | null;

  @Column({ type: "text" })
  @Field(() => MentalHealthEpisodeStatus, { description: "Where the episode stands." })
  status!: MentalHealthEpisodeStatus;

  @Column({ type: "jsonb" })
  @Field(() => [CodedValue], { description: "Why the service works with the child: reasons of the referral and diagnoses." })
  reasons!: CodeOrWords[];

  @Column({ name: "referred_on", type: "text", nullable: true })
  @Field(() => String, { description: "When the child was referred: an ISO 8601 date, or only its year and month, or its year." })
  referredOn!: string | null;

  @Column({ name: "started_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day it began (ISO 8601 date)." })
  startedOn!: string | null;

  @Column({ name: "ended_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day of discharge (ISO 8601 date); null while it lasts." })
  endedOn!: string | null;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => MentalHealthPlan, { description: "The plan; null when there is none yet." })
  plan!: MentalHealthPlan | null;

  @Column({ type: "jsonb" })
  @Field(() => [MentalHealthAssessment], { description: "Assessments within the episode." })
  assessments!: MentalHealthAssessment[];

  @Column({ name: "missed_appointments", type: "jsonb" })
  @Field(() => [MentalHealthMissedAppointment], { description: "Missed appointments within the episode." })
  missedAppointments!: MentalHealthMissedAppointment[];

  @Column({ type: "jsonb", nullable: true })
  @Field(() => Practitioner, {
    description: "The clinician who coordinates the care; null when that is not a practitioner of the partnership.",
  })
  practitioner!: Practitioner | null;

  static readonly newestFirst = "startedOn";
}
