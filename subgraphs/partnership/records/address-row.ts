import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";

/** Where a child lived for a time, and how the family was reached there. */
@Entity("address")
@Index("address_child", ["child"])
@Index("address_household", ["household"])
export class AddressRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "address_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ type: "text", array: true })
  lines!: string[];

  /** What two ways of writing one address have in common; see `householdOf`. Whoever lives there is shielded together. */
  @Column({ type: "text" })
  household!: string;

  @Column({ type: "text", nullable: true })
  postcode!: string | null;

  @Column({ type: "text", nullable: true })
  telephone!: string | null;

  @Column({ type: "text", nullable: true })
  email!: string | null;

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  from!: string;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;
}
