import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** Attendance at one setting, added up over a term or half a term. A session is half a school day. */
@Entity("attendance_summary")
@ObjectType({ description: "Attendance added up over a term or half a term. It is counted in sessions: a school day has two." })
@Classified("education.attendance")
export class AttendanceSummary extends AgencyRecord {
  static readonly newestFirst = "startsOn";

  @Column({ name: "academic_year", type: "text" })
  @Field(() => String, { description: "The school year, for example `2025/26`." })
  academicYear!: string;

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "The term or half-term." })
  period!: CodedValue;

  @Column({ name: "starts_on", type: "date" })
  @Field(() => DateScalar, { description: "The first day counted (ISO 8601 date)." })
  startsOn!: string;

  @Column({ name: "ends_on", type: "date" })
  @Field(() => DateScalar, { description: "The last day counted (ISO 8601 date)." })
  endsOn!: string;

  @Column({ name: "setting_urn", type: "text" })
  @Field(() => String, { description: "The URN of the setting that took the register." })
  settingUrn!: string;

  @Column({ name: "sessions_possible", type: "integer" })
  @Field(() => Int, { description: "How many sessions the child could have attended." })
  sessionsPossible!: number;

  @Column({ name: "sessions_attended", type: "integer" })
  @Field(() => Int, { description: "How many sessions the child attended." })
  sessionsAttended!: number;

  @Column({ name: "authorised_absence", type: "integer" })
  @Field(() => Int, { description: "Sessions missed with the school's leave, for example through illness." })
  authorisedAbsence!: number;

  @Column({ name: "unauthorised_absence", type: "integer" })
  @Field(() => Int, { description: "Sessions missed without leave." })
  unauthorisedAbsence!: number;
}
