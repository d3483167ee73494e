import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";

/** That a child died, as a health service says. */
@Entity("death")
@ObjectType({ description: "That the child has died, as health services know it." })
@Classified("health.held")
export class Death extends AgencyRecord {
  @Column({ name: "died_on", type: "text", nullable: true })
  @Field(() => String, {
    description: "When the child died: an ISO 8601 date, or only its year and month, or its year; null when the record does not say.",
  })
  diedOn!: string | null;

  static readonly newestFirst = "diedOn";
}
