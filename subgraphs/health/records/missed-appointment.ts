import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { CodedValue, type CodeOrWords } from "../../kit/coded-value.ts";
import { Practitioner } from "../../kit/practitioner.ts";
import { MissedAppointmentOutcome } from "../code-lists/services.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** An appointment that did not take place. Those of mental health services stand in their episode and not here. */
@Entity("missed_appointment")
@ObjectType({
  description: "An appointment that did not take place. Those of mental health services are not among them: they stand in the episode.",
})
@Classified("health.appointments")
export class MissedAppointment extends AgencyRecord {
  @Column({ type: "jsonb" })
  @Field(() => CodedValue, { description: "The service it was with (SNOMED CT)." })
  service!: CodeOrWords;

  @Column({ name: "scheduled_on", type: "date" })
  @Field(() => DateScalar, { description: "The day it was to take place (ISO 8601 date)." })
  scheduledOn!: string;

  @Column({ type: "text" })
  @Field(() => MissedAppointmentOutcome, { description: "What happened: was not brought, did not attend, or cancelled and by whom." })
  outcome!: MissedAppointmentOutcome;

  @Column({ type: "text", nullable: true })
  @Field(() => String, { description: "Why, as far as the record says." })
  reason!: string | null;

  @Column({ type: "jsonb", nullable: true })
  @Field(() => Practitioner, { description: "Whom the child was to see; null when that is not a practitioner of the partnership." })
  practitioner!: Practitioner | null;

  static readonly newestFirst = "scheduledOn";
}
