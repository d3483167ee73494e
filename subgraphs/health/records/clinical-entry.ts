import { Field, ObjectType } from "type-graphql";
import { Column } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Practitioner } from "../../kit/practitioner.ts";
import { ClinicalCertainty } from "../code-lists/clinical.ts";

/** What clinicians wrote of a child as their finding: how sure they are, when it was written down and by whom. The latest comes first. */
@ObjectType()
export abstract class ClinicalEntry extends AgencyRecord {
  @Column({ type: "text", nullable: true })
  @Field(() => ClinicalCertainty, { description: "How sure clinicians are; null when the record does not say." })
  certainty!: ClinicalCertainty | null;

  @Column({ name: "recorded_on", type: "text", nullable: true })
  @Field(() => String, { description: "When it was written into the record: an ISO 8601 date, or only its year and month, or its year." })
  recordedOn!: string | null;

  @Column({ name: "recorded_by", type: "jsonb", nullable: true })
  @Field(() => Practitioner, { description: "Who recorded it; null when that is not a practitioner of the partnership." })
  recordedBy!: Practitioner | null;

  static readonly newestFirst = "recordedOn";
}
