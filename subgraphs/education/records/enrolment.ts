import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { EducationSetting } from "./setting.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** That a child is, or was, on the roll of a setting, from one day to another. */
@Entity("enrolment")
@ObjectType({ description: "That the child is, or was, on the roll of a school or other setting." })
@Classified("education.enrolment")
export class Enrolment extends AgencyRecord {
  static readonly newestFirst = "entryDate";

  @Column({ type: "jsonb" })
  @Field(() => EducationSetting, { description: "Where the child is enrolled." })
  setting!: EducationSetting;

  @Column({ name: "year_group", type: "jsonb", nullable: true })
  @Field(() => CodedValue, { description: "The year group the child is taught in, or was when they left." })
  yearGroup!: CodedValue | null;

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "Whether this is the child's only setting, the main one of two, and so on." })
  status!: CodedValue;

  @Column({ name: "entry_date", type: "date" })
  @Field(() => DateScalar, { description: "The first day on the roll (ISO 8601 date)." })
  entryDate!: string;

  @Column({ name: "leaving_date", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The last day on the roll (ISO 8601 date); null while the child is still there." })
  leavingDate!: string | null;
}
