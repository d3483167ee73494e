import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { Practitioner } from "../../kit/practitioner.ts";
import { ClinicalCertainty } from "../code-lists/clinical.ts";

/** That no allergy was known when somebody asked. It stands apart from the allergies, where it would be read, and counted, as one. */
@Entity("no_known_allergy")
@ObjectType({
  description:
    "A statement that no allergy was known, at all or of a sort (`No known food allergy`), when it was recorded. It is no allergy, and an allergy that was recorded later stands against it.",
})
@Classified("health.allergies")
export class NoKnownAllergy extends AgencyRecord {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "What is not known: any allergy, or one of a sort (SNOMED CT)." })
  statement!: CodeOrWords;

  @Column({ type: "text", nullable: true })
  @Field(() => ClinicalCertainty, { description: "How sure clinicians are; null when the record does not say." })
  certainty!: ClinicalCertainty | null;

  @Column({ name: "recorded_on", type: "text", nullable: true })
  @Field(() => String, { description: "When it was written into the record: an ISO 8601 date, or only its year and month, or its year." })
  recordedOn!: string | null;

  @Column({ name: "recorded_by", type: "jsonb", nullable: true })
  @Field(() => Practitioner, { description: "Who recorded it; null when that is not a practitioner of the partnership." })
  recordedBy!: Practitioner | null;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "What clinicians add in their own words." })
  notes!: string | null;

  static readonly newestFirst = "recordedOn";
}
