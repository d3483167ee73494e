import { Field, Float, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A short break that was agreed for a disabled child and the carers (Children Act 1989 schedule 2 paragraph 6(1)(c)). */
@Entity("short_break")
@ObjectType({ description: "A short break that was agreed for the family of a disabled child." })
@Classified("social-care.short-breaks")
export class ShortBreak extends AgencyRecord {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, {
    description: "What kind of break it is: by day, overnight, an activity, or help at evenings, weekends and holidays.",
  })
  kind!: CodedValue;

  @Column({ name: "hours_per_week", type: "double precision" })
  @Field(() => Float, { description: "How many hours a week were agreed, on average." })
  hoursPerWeek!: number;

  @Column({ type: "text" })
  @Field(() => String, { description: "Who provides the break." })
  provider!: string;

  @Column({ type: "date" })
  @Field(() => DateScalar, { description: "The first day of the agreement (ISO 8601 date)." })
  from!: string;

  @Column({ type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The last day of the agreement (ISO 8601 date); null if none was set." })
  until!: string | null;

  static readonly newestFirst = "from";
}
