import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { ClinicalStatus } from "../code-lists/clinical.ts";
import { ClinicalEntry } from "./clinical-entry.ts";

/** A diagnosis or a finding of lasting interest. One that a mental health episode names as its reason stands there and not here. */
@Entity("condition")
@ObjectType({
  description:
    "A diagnosis, or a finding of lasting interest. Reasons for mental health care are not among the conditions: they stand in the episode, under a category of their own.",
})
@Classified("health.conditions")
export class Condition extends ClinicalEntry {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "What the condition is (SNOMED CT)." })
  code!: CodeOrWords;

  @Column({ name: "clinical_status", type: "text", nullable: true })
  @Field(() => ClinicalStatus, {
    description: "Whether it affects the child now; null when the record does not say, which does not mean that it is over.",
  })
  clinicalStatus!: ClinicalStatus | null;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "How severe it is, as a clinician judged; null when not recorded." })
  severity!: CodeOrWords | null;

  @Column({ name: "onset_on", type: "text", nullable: true })
  @Field(() => String, { description: "When it began: an ISO 8601 date, or only its year and month, or its year, when no more is known." })
  onsetOn!: string | null;

  @Column({ name: "onset_in_words", type: "text", nullable: true })
  @Field(() => String, { description: "When it began, where the record gives no date: an age, a span of time, or words." })
  onsetInWords!: string | null;

  @Column({ name: "ended_on", type: "text", nullable: true })
  @Field(() => String, {
    description: "When it ended: an ISO 8601 date, or only its year and month, or its year; null when no day is recorded.",
  })
  endedOn!: string | null;

  @Column({ name: "ended_in_words", type: "text", nullable: true })
  @Field(() => String, { description: "When it ended, where the record gives no date: an age, a span of time, or words." })
  endedInWords!: string | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "What clinicians add in their own words." })
  notes!: string | null;
}
