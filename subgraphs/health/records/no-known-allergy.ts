import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { ClinicalEntry } from "./clinical-entry.ts";

/** That no allergy was known when somebody asked. It stands apart from the allergies, where it would be read, and counted, as one. */
@Entity("no_known_allergy")
@ObjectType({
  description:
    "A statement that no allergy was known, at all or of a sort (`No known food allergy`), when it was recorded. It is no allergy, and an allergy that was recorded later stands against it.",
})
@Classified("health.allergies")
export class NoKnownAllergy extends ClinicalEntry {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "What is not known: any allergy, or one of a sort (SNOMED CT)." })
  statement!: CodeOrWords;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "What clinicians add in their own words." })
  notes!: string | null;
}
