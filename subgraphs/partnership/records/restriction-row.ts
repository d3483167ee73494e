import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Restriction } from "../../../policies/index.ts";
import { ChildRow } from "./child-row.ts";
import { PersonRow } from "./person-row.ts";

/** What bars parts of a child's record for a time: an order against a person, risk of serious harm, or whereabouts that must not be known. */
@Entity("restriction")
@Index("restriction_child", ["child"])
export class RestrictionRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "restriction_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ type: "text" })
  kind!: Restriction;

  /** Whom a court order binds; null for the other kinds. */
  @Column({ type: "text", nullable: true })
  @ForeignKey(() => PersonRow, { name: "restriction_of_person" })
  person!: string | null;

  /** What is withheld because of serious harm (DPA 2018 schedule 3); empty for the other kinds. */
  @Column({ type: "text", array: true })
  categories!: string[];

  /** On what it rests, in words. */
  @Column({ type: "text" })
  ground!: string;

  /** Who decided it. */
  @Column({ type: "text" })
  author!: string;

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  from!: string;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;

  /** Who wrote it down; null for what was imported. */
  @Column({ name: "recorded_by", type: "text", nullable: true, default: null })
  recordedBy!: string | null;

  /** When somebody ended it, which holds from that moment; null if nobody did. */
  @Column({ name: "ended_at", type: "timestamp with time zone", nullable: true, default: null })
  endedAt!: Date | null;

  @Column({ name: "ended_by", type: "text", nullable: true, default: null })
  endedBy!: string | null;

  @Column({ name: "end_ground", type: "text", nullable: true, default: null })
  endGround!: string | null;
}
