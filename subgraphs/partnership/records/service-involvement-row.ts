import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";

/** That a service works with a child for a time; nothing of what it does. */
@Entity("service_involvement")
@Index("service_involvement_child", ["child"])
export class ServiceInvolvementRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "service_involvement_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ type: "text" })
  agency!: string;

  /** The team or setting. */
  @Column({ type: "text" })
  team!: string;

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  from!: string;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;
}
