import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";
import { PractitionerRow } from "./practitioner-row.ts";

/** The three ways in which agencies make up a team around a child. */
export const teamModels = ["panel", "seconded", "integrated"] as const;

/** What in law keeps a child under a plan, and a practitioner at their post: a child protection plan, or being looked after by the council. */
export const statutoryGrounds = ["child-protection", "looked-after"] as const;

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

  /** Whether the practitioner's own agency has still to confirm the mandate, since another brought them in. Until then it makes no relationship. */
  @Column({ name: "awaits_mandate", type: "boolean", default: false })
  awaitsMandate!: boolean;

  /** Who of that agency confirmed it; null if there was nothing to confirm, or until then. */
  @Column({ name: "confirmed_by", type: "text", nullable: true, default: null })
  confirmedBy!: string | null;

  /** On what the law rests it that somebody does this work; null where nothing does. */
  @Column({ type: "text", nullable: true, default: null })
  statutory!: (typeof statutoryGrounds)[number] | null;

  /** When the practitioner was brought to the team; null for what was imported. It stays while they lead or hand over. */
  @Column({ name: "joined_at", type: "timestamp with time zone", nullable: true, default: null })
  joinedAt!: Date | null;

  /** Who proposes that this member leads, as `authorOf` names them; null if nobody does. */
  @Column({ name: "lead_proposed_by", type: "text", nullable: true, default: null })
  leadProposedBy!: string | null;

  /** When this membership became the lead's, for as long as it is; null if it is not, or was imported. */
  @Column({ name: "lead_named_at", type: "timestamp with time zone", nullable: true, default: null })
  leadNamedAt!: Date | null;

  /** The membership by which whoever led before went on; null if nobody led. */
  @Column({ name: "led_before", type: "text", nullable: true, default: null })
  ledBefore!: string | null;

  /** Who wrote it down; null for what was imported. */
  @Column({ name: "recorded_by", type: "text", nullable: true, default: null })
  recordedBy!: string | null;

  /** When somebody ended it, which holds from that moment; null if nobody did. */
  @Column({ name: "ended_at", type: "timestamp with time zone", nullable: true, default: null })
  endedAt!: Date | null;

  @Column({ name: "ended_by", type: "text", nullable: true, default: null })
  endedBy!: string | null;
}
