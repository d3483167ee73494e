import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue } from "../../kit/coded-value.ts";

/** A kind of need that special educational provision is made for, ranked among the child's needs. */
@Entity("sen_need")
@ObjectType({ description: "A kind of special educational need of the child." })
@Classified("education.sen")
export class SenNeed extends AgencyRecord {
  static readonly newestFirst = "id";

  @Column({ type: "integer" })
  @Field(() => Int, { description: "1 for the primary need, 2 for the second." })
  rank!: number;

  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "The kind of need, for example `SLCN` (speech, language and communication)." })
  need!: CodedValue;
}
