import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { AgencyRecord } from "../../kit/agency-record.ts";
import { Classified } from "../../kit/classified.ts";
import { DateScalar } from "../../kit/scalars.ts";

/** Who works on a child's case, and from when until when. Earlier allocations are kept, so that it can be told who the social worker was. */
@Entity("case_allocation")
@ObjectType({ description: "Who in social care is responsible for the child's case." })
@Classified("social-care.status")
export class CaseAllocation extends AgencyRecord {
  /** The person's id across the partnership; a resolver makes a reference of it. */
  @Column({ type: "text" })
  practitioner!: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "The team that holds the case, for example `Disabled Children's Team`." })
  team!: string;

  @Column({ type: "date" })
  @Field(() => DateScalar, { description: "The first day of the allocation (ISO 8601 date)." })
  from!: string;

  @Column({ type: "date", nullable: true })
  @Field(() => DateScalar, { description: "The last day of the allocation (ISO 8601 date); null while it lasts." })
  until!: string | null;

  static readonly newestFirst = "from";
}
