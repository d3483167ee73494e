import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { AccessOverrideRow } from "./access-override-row.ts";

/** Tells an agency's privacy officers, or one practitioner, that an override was opened; it has no content. */
@Entity("alert")
@Index("alert_agency", ["agency"])
export class AlertRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ name: "access_override", type: "text" })
  @ForeignKey(() => AccessOverrideRow, { name: "alert_of_override", onDelete: "CASCADE" })
  override!: string;

  @Column({ type: "text" })
  agency!: string;

  /** The practitioner of that agency whom it is for; null if it is for the agency's privacy officers. */
  @Column({ type: "text", nullable: true })
  practitioner!: string | null;

  @Column({ type: "timestamp with time zone" })
  at!: Date;
}
