import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";
import { PractitionerRow } from "./practitioner-row.ts";

/**
 * What was assessed: that a child understands enough to decide about some categories (Gillick v West Norfolk, 1986), or that a young person lacks the capacity to
 * decide about sharing at all (Mental Capacity Act 2005 s2).
 */
export const assessmentKinds = ["gillick-competence", "lack-of-capacity"] as const;

/** A professional's recorded judgement of who can decide; it moves the child's rights for as long as it is in force. */
@Entity("capacity_assessment")
@Index("capacity_assessment_child", ["child"])
export class CapacityAssessmentRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "capacity_assessment_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ type: "text" })
  kind!: (typeof assessmentKinds)[number];

  /** What a competent child decides about; empty for a lack of capacity, which is about all. */
  @Column({ type: "text", array: true })
  categories!: string[];

  /** On what the judgement rests, in words. */
  @Column({ type: "text" })
  ground!: string;

  /** Who assessed it. */
  @Column({ type: "text" })
  @ForeignKey(() => PractitionerRow, { name: "capacity_assessment_of_practitioner" })
  assessor!: string;

  @Column({ type: "text" })
  agency!: string;

  /** As what they assessed it: their role then. */
  @Column({ type: "text" })
  role!: string;

  /** The day on which they talked it over with the child or young person. */
  @Column({ name: "assessed_on", type: "date" })
  assessedOn!: string;

  /** About which decision, in words; null where the categories say it. */
  @Column({ type: "text", nullable: true, default: null })
  decision!: string | null;

  /** When it was written down. It moves nothing before that. */
  @Column({ name: "recorded_at", type: "timestamp with time zone" })
  recordedAt!: Date;

  /** When somebody contested it; null if nobody did. What it opens is closed from then on, and what it closes stays closed. */
  @Column({ name: "contested_at", type: "timestamp with time zone", nullable: true, default: null })
  contestedAt!: Date | null;

  @Column({ name: "contested_by", type: "text", nullable: true, default: null })
  contestedBy!: string | null;

  @Column({ name: "contest_ground", type: "text", nullable: true, default: null })
  contestGround!: string | null;

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  from!: string;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;

  /** When somebody ended it, which holds from that moment; null if nobody did. */
  @Column({ name: "ended_at", type: "timestamp with time zone", nullable: true })
  endedAt!: Date | null;

  @Column({ name: "ended_by", type: "text", nullable: true })
  endedBy!: string | null;

  @Column({ name: "end_ground", type: "text", nullable: true })
  endGround!: string | null;
}
