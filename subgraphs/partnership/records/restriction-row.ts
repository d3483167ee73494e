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

  /** The agency that answers for it: that of whoever recorded it, or the one that handed the list in. `partnership` where nobody knows. */
  @Column({ type: "text" })
  agency!: string;

  /** The court's own number of an order; null for the other kinds, and for what was imported without one. */
  @Column({ type: "text", nullable: true, default: null })
  reference!: string | null;

  /** The day on which the court made the order; null as above. */
  @Column({ name: "ordered_on", type: "date", nullable: true, default: null })
  orderedOn!: string | null;

  /** The last day on which it holds unless somebody of another agency confirms it; null if nobody need. */
  @Column({ name: "confirm_by", type: "date", nullable: true, default: null })
  confirmBy!: string | null;

  /** Who confirmed it, as `authorOf` names them, or an agency for what was imported; null until then. */
  @Column({ name: "confirmed_by", type: "text", nullable: true, default: null })
  confirmedBy!: string | null;

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  from!: string;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;

  /** When somebody contested it; null if nobody did. It holds all the same. */
  @Column({ name: "contested_at", type: "timestamp with time zone", nullable: true, default: null })
  contestedAt!: Date | null;

  @Column({ name: "contested_by", type: "text", nullable: true, default: null })
  contestedBy!: string | null;

  @Column({ name: "contest_ground", type: "text", nullable: true, default: null })
  contestGround!: string | null;

  /** Who of another agency asks that it ends, as `authorOf` names them; it ends when a second agency agrees. Null if nobody does. */
  @Column({ name: "end_asked_by", type: "text", nullable: true, default: null })
  endAskedBy!: string | null;

  /** When it was written down; null for what was imported. */
  @Column({ name: "recorded_at", type: "timestamp with time zone", nullable: true, default: null })
  recordedAt!: Date | null;

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
