import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { AllergyCategory, AllergyCriticality, AllergyKind, ClinicalStatus, ReactionSeverity } from "../code-lists/clinical.ts";
import { ClinicalEntry } from "./clinical-entry.ts";

/** One past reaction to the substance. */
@ObjectType({ description: "A past reaction to the substance." })
@Classified("health.allergies")
export class AllergyReaction {
  @Field(() => CodedValue, {
    description: "What the child reacted to, where that is narrower than the allergy (SNOMED CT); null when not recorded.",
  })
  substance!: CodeOrWords | null;

  @Field(() => [CodedValue], { description: "What happened: signs and symptoms (SNOMED CT)." })
  manifestations!: CodeOrWords[];

  @Field(() => ReactionSeverity, { description: "How bad it was; null when not recorded." })
  severity!: ReactionSeverity | null;

  @Field(() => String, { description: "When it happened: an ISO 8601 date, or only its year and month, or its year." })
  happenedOn!: string | null;

  @Field(() => CodedValue, {
    description: "How the substance reached the child: eaten, by the skin, breathed in (SNOMED CT); null when not recorded.",
  })
  exposureRoute!: CodeOrWords | null;

  @Field(() => String, { description: "What happened, in words." })
  description!: string | null;

  @Field(() => String, { description: "What to know besides, for example where the emergency medicine is." })
  notes!: string | null;
}

/** An allergy or intolerance. */
@Entity("allergy")
@ObjectType({
  description:
    "An allergy or intolerance. An empty list says only that nothing is recorded; that none was known when somebody asked stands in `noKnownAllergies`.",
})
@Classified("health.allergies")
export class Allergy extends ClinicalEntry {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "What the child is allergic to (SNOMED CT)." })
  substance!: CodeOrWords;

  @Column({ type: "text", nullable: true })
  @Field(() => AllergyKind, { description: "Allergy or intolerance; null when the record does not say." })
  kind!: AllergyKind | null;

  @Column({ type: "jsonb" })
  @Field(() => [AllergyCategory], { description: "What sort of substance it is." })
  categories!: AllergyCategory[];

  @Column({ type: "text", nullable: true })
  @Field(() => AllergyCriticality, { description: "How dangerous the next contact could be; null when not judged." })
  criticality!: AllergyCriticality | null;

  @Column({ name: "clinical_status", type: "text", nullable: true })
  @Field(() => ClinicalStatus, {
    description: "Whether the child has it now; null when the record does not say, which does not mean that it is over.",
  })
  clinicalStatus!: ClinicalStatus | null;

  @Column({ name: "onset_on", type: "text", nullable: true })
  @Field(() => String, { description: "When it was first noticed: an ISO 8601 date, or only its year and month, or its year." })
  onsetOn!: string | null;

  @Column({ name: "onset_in_words", type: "text", nullable: true })
  @Field(() => String, { description: "When it was first noticed, where the record gives no date: an age, a span of time, or words." })
  onsetInWords!: string | null;

  @Column({ name: "last_reaction_on", type: "text", nullable: true })
  @Field(() => String, { description: "When the child last reacted: an ISO 8601 date, or only its year and month, or its year." })
  lastReactionOn!: string | null;

  @Column({ type: "jsonb" })
  @Field(() => [AllergyReaction], { description: "Past reactions." })
  reactions!: AllergyReaction[];

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "What to know besides, for example where the emergency medicine is." })
  notes!: string | null;
}
