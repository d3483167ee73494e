import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";

/**
 * A disability as social care has it on record. It belongs to the assessments and not to the status: it is data about health (UK GDPR article 9), is
 * on record because somebody assessed it, and the status is shared with far more people than would need it.
 */
@Entity("disability")
@ObjectType({
  description:
    "A disability of the child as social care has it on record, in the broad groups of the children in need census; not a diagnosis.",
})
@Classified("social-care.assessments")
export class RecordedDisability extends AgencyRecord {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "The group of disability, for example `COMM` for communication." })
  disability!: CodedValue;
}
