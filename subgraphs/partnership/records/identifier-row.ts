import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { ChildRow } from "./child-row.ts";

/**
 * The identifier by which an agency's system knows a child. One that was severed, as at an adoption, is kept without its child: so it leads nowhere,
 * not even in the database, and can never be given to a child again.
 */
@Entity("child_identifier")
@Unique("child_identifier_value", ["system", "value"])
@Check("child_identifier_severed", "(child IS NULL) = (status = 'severed')")
@Index("child_identifier_child", ["child"])
export class IdentifierRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  /** Null exactly if severed. */
  @Column({ type: "text", nullable: true })
  @ForeignKey(() => ChildRow, { name: "child_identifier_of_child", onDelete: "CASCADE" })
  child!: string | null;

  /** `NHS_NUMBER`, `UPN`, or another that the list of agencies names. */
  @Column({ type: "text" })
  system!: string;

  @Column({ type: "text" })
  value!: string;

  @Column({ type: "text" })
  status!: "active" | "severed";
}
