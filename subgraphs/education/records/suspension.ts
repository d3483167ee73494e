import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A suspension or permanent exclusion (Education Act 2002 s51A), as the school census records it. */
@Entity("suspension")
@ObjectType({ description: "A suspension from school, or a permanent exclusion." })
@Classified("education.suspensions")
export class Suspension extends AgencyRecord {
  static readonly newestFirst = "startDate";

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "Suspension (`SUSP`), permanent exclusion (`PERM`) or suspension over lunchtimes (`LNCH`)." })
  category!: CodedValue;

  @Column({ type: "jsonb" })
  @Field(() => [CodedValue], { description: "The school's reasons, at most three, the main one first." })
  reasons!: CodedValue[];

  @Column({ name: "start_date", type: "date" })
  @Field(() => DateScalar, { description: "The first day of it (ISO 8601 date)." })
  startDate!: string;

  @Column({ type: "integer", nullable: true })
  @Field(() => Int, { description: "How many sessions (half school days) it lasts; null for a permanent exclusion." })
  sessions!: number | null;

  @Column({ name: "setting_urn", type: "text" })
  @Field(() => String, { description: "The URN of the setting that excluded the child." })
  settingUrn!: string;
}
