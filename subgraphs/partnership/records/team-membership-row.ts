import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";
import { PractitionerRow } from "./practitioner-row.ts";

/** The three ways in which agencies make up a team around a child. */
export const teamModels = ["panel", "seconded", "integrated"] as const;

/** That a practitioner works with a child for a time, on behalf of an agency: the legitimate relationship. */
@Entity("team_membership")
@Index("team_membership_child", ["child"])
@Index("team_membership_practitioner", ["practitioner"])
export class TeamMembershipRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "team_membership_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ type: "text" })
  @ForeignKey(() => PractitionerRow, { name: "team_membership_of_practitioner" })
  practitioner!: string;

  /** The agency that gave the mandate. A token of another agency does not use it. */
  @Column({ type: "text" })
  agency!: string;

  /** What they do for this child, in words. */
  @Column({ type: "text" })
  role!: string;

  /** Whether they are the lead practitioner. */
  @Column({ type: "boolean" })
  lead!: boolean;

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  from!: string;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;

  /** How they take part: from their home agency, seconded to another's team, or in a service that agencies run together. */
  @Column({ type: "text", default: "panel" })
  model!: (typeof teamModels)[number];

  /** In whose team they work, where they are seconded or the service is integrated. */
  @Column({ type: "text", nullable: true, default: null })
  host!: string | null;

  /** On what the mandate rests: a referral, an allocation, a decision of a panel. Null for what was imported without it. */
  @Column({ type: "text", nullable: true, default: null })
  mandate!: string | null;

  /** Who wrote it down; null for what was imported. */
  @Column({ name: "recorded_by", type: "text", nullable: true, default: null })
  recordedBy!: string | null;

  /** When somebody ended it, which holds from that moment; null if nobody did. */
  @Column({ name: "ended_at", type: "timestamp with time zone", nullable: true, default: null })
  endedAt!: Date | null;

  @Column({ name: "ended_by", type: "text", nullable: true, default: null })
  endedBy!: string | null;
}
