import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/**
 * Whether social care has an open case of the child, and whether the child died or moved away, worked out from the referrals and placements when they are imported. Either
 * may be marked, and the status must not tell of it to those who may not see it. So there is a row for each way they can look: one from the unmarked ones, and one from
 * those that bear certain marks as well, bearing these marks itself, where that makes a difference. A reader is shown the fullest one that the marks allow.
 */
@Entity("case_status")
@ObjectType({ description: "Whether children's social care is working with the child now." })
@Classified("social-care.status")
export class CaseStatus extends AgencyRecord {
  @Column({ type: "boolean" })
  @Field(() => Boolean, {
    description: "Whether a case is open now. False means that social care worked with the child once and has closed the case.",
  })
  open!: boolean;

  @Column({ type: "date" })
  @Field(() => DateScalar, {
    description: "The day from which this has been so: the case was opened, or the last one closed (ISO 8601 date).",
  })
  since!: string;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => CodedValue, {
    description:
      "That the child has died (`DIED`), or that another local authority took over (`OTHER-AUTHORITY`) or the child moved abroad (`ABROAD`) and nothing followed here; null where no record says so.",
  })
  departure!: CodedValue | null;

  @Column({ name: "departed_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day of that, as the record that says so has it (ISO 8601 date)." })
  departedOn!: string | null;

  static readonly newestFirst = "since";
}
