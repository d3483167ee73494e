import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";
import { PersonRow } from "./person-row.ts";

/** What a person can be to a child. `self` is the young person; `local-authority` a corporate parent under a care order. */
export const relationKinds = [
  "mother",
  "father",
  "adoptive-mother",
  "adoptive-father",
  "step-mother",
  "step-father",
  "grandparent",
  "special-guardian",
  "foster-carer",
  "other-carer",
  "local-authority",
  "self",
] as const;

/** What a person is to a child for a time, and whether they hold parental responsibility (Children Act 1989 s3). */
@Entity("family_relation")
@Index("family_relation_child", ["child"])
@Index("family_relation_person", ["person"])
export class FamilyRelationRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "family_relation_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ type: "text" })
  @ForeignKey(() => PersonRow, { name: "family_relation_of_person" })
  person!: string;

  @Column({ type: "text" })
  kind!: (typeof relationKinds)[number];

  @Column({ name: "parental_responsibility", type: "boolean" })
  parentalResponsibility!: boolean;

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  from!: string;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;
}
