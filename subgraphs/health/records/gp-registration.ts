import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** A registration with a general practice. Earlier ones are kept, so that a move can be followed. */
@Entity("gp_registration")
@ObjectType({ description: "The child's registration with a general practice (GP surgery)." })
@Classified("health.gp")
export class GpRegistration extends AgencyRecord {
  @Column({ name: "practice_code", type: "text" })
  @Field(() => String, { description: "The practice's code in the NHS Organisation Data Service, for example `X99101`." })
  practiceCode!: string;

  @Column({ name: "practice_name", type: "text", nullable: true })
  @Field(() => String, { description: "The practice's name; null when the sending system gives the code alone." })
  practiceName!: string | null;

  @Column({ name: "registered_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day the registration began (ISO 8601 date); null when unknown." })
  registeredOn!: string | null;

  @Column({ name: "ended_on", type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The day the registration ended (ISO 8601 date); null while it lasts." })
  endedOn!: string | null;

  static readonly newestFirst = "registeredOn";
}
