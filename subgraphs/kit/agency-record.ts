import { Field, ID, ObjectType } from "type-graphql";
import { Column, Index, PrimaryColumn } from "typeorm";
import { idOfReached, Unclassified } from "./classified.ts";

/**
 * What every row of an agency's records has: an id, the child it belongs to, and the two marks on which agreements may set conditions.
 * Both marks are never null: a mark that is missing must not pass for one that is unset.
 */
@ObjectType()
export abstract class AgencyRecord {
  @PrimaryColumn({ type: "text" })
  @Field(() => ID, { nullable: false, description: "Identifies this record within its agency; it says nothing about the child." })
  @Unclassified(idOfReached)
  id!: string; // set by TypeORM when the row is read

  /** The child, by the identifier of the agency's own system. */
  @Index()
  @Column({ type: "text" })
  child!: string;

  /** The record holds content about another person (UK GDPR art 15(4), DPA 2018 sch 2 para 16). */
  @Column({ name: "about_other", type: "boolean", default: false })
  aboutOther!: boolean;

  /** The record is withheld from the family because of serious harm (DPA 2018 sch 3). */
  @Column({ name: "withheld_from_family", type: "boolean", default: false })
  withheldFromFamily!: boolean;
}
