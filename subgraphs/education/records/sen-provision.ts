import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** Which kind of special educational provision a child had from a day on, until a later record says otherwise. */
@Entity("sen_provision")
@ObjectType({ description: "Which special educational provision the child has: an EHC plan (E), SEN support (K) or none (N)." })
@Classified("education.sen")
export class SenProvision extends AgencyRecord {
  static readonly newestFirst = "since";

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "`E` EHC plan, `K` SEN support or `N` none." })
  provision!: CodedValue;

  @Column({ type: "date" })
  @Field(() => DateScalar, { description: "Since when (ISO 8601 date). It holds until the next newer entry." })
  since!: string;
}
