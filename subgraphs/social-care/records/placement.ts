import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/**
 * An episode of care of a looked-after child: a time with one legal status in one placement. Where the placement is (the return's postcodes, the home's
 * registration number) is not kept: it would locate a child whose address may be shielded, and nobody outside the authority needs it.
 */
@Entity("placement")
@ObjectType({
  description:
    "A time in which a looked-after child had one legal status and lived in one placement. It does not say where the placement is.",
})
@Classified("social-care.placements")
export class CarePlacement extends AgencyRecord {
  @Column({ name: "legal_status", type: "jsonb" })
  @Field(() => CodedValue, { description: "By what law the child is looked after, for example `C2` for a care order." })
  legalStatus!: CodedValue;

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "What kind of placement it is, for example `U4` for long-term fostering." })
  type!: CodedValue;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "What kind of organisation or person provides the placement; null if that was not recorded." })
  provider!: CodedValue | null;

  @Column({ name: "primary_need", type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "The main reason for which the child came to be looked after (`N1` to `N8`)." })
  primaryNeed!: CodedValue | null;

  @Column({ name: "started_on", type: "date" })
  @Field(() => DateScalar, { description: "The day this time began (ISO 8601 date)." })
  startedOn!: string;

  @Column({ name: "start_reason", type: "jsonb" })
  @Field(() => CodedValue, { description: "Why it began: the child began to be looked after, or what changed." })
  startReason!: CodedValue;

  @Column({ name: "ended_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day it ended (ISO 8601 date); null for the present placement." })
  endedOn!: string | null;

  @Column({ name: "end_reason", type: "jsonb", nullable: true })
  @Field(() => CodedValue, {
    description:
      "Why it ended, for example `X1` when another placement or status followed at once; null where only the next one tells that it did.",
  })
  endReason!: CodedValue | null;

  @Column({ name: "change_reason", type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "Why the child moved on from this placement; null if the child did not move." })
  changeReason!: CodedValue | null;

  static readonly newestFirst = "startedOn";
}
