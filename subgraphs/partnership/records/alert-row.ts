import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";

/**
 * Of what an alert tells: that something changed about who is on the team, who leads it, who decides, what is kept back, what was opened, what was written down for a family, which processes are open; or that the
 * directory has a practitioner in another role than their token.
 */
export const alertSubjects = ["team", "lead", "assessment", "restriction", "override", "consent", "process", "role"] as const;

/** Tells one person, or an agency's privacy officers, that something about a child changed; it has no content. It is kept for as long as the child is in the index. One about a role is of no child. */
@Entity("alert")
@Index("alert_addressee", ["agency", "person"])
@Index("alert_child", ["child"])
@Index("alert_subject", ["subject"])
@Index("alert_of_role", ["agency", "subject", "claimedRole", "knownRole"], {
  unique: true,
  // As PostgreSQL writes it, so that the two can be compared.
  where: "((about = 'role'::text) AND (read_at IS NULL))",
})
export class AlertRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text", nullable: true })
  @ForeignKey(() => ChildRow, { name: "alert_of_child", onDelete: "CASCADE" })
  child!: string | null;

  @Column({ type: "text" })
  about!: (typeof alertSubjects)[number];

  /** The id of the membership, assessment, restriction, override, consent or process; of one about a role, of the practitioner. */
  @Column({ type: "text" })
  subject!: string;

  /** The agency of whom it is for; `family` for the child's own. */
  @Column({ type: "text" })
  agency!: string;

  /** The `sub` of whom it is for; null if it is for the agency's privacy officers. */
  @Column({ type: "text", nullable: true })
  person!: string | null;

  /** When it changed. The latest of those that tell of the same moves on with it while too many of them wait unread. */
  @Column({ type: "timestamp with time zone" })
  at!: Date;

  /** Of one about a role, the role that the token claims; null for every other. */
  @Column({ name: "claimed_role", type: "text", nullable: true, default: null })
  claimedRole!: string | null;

  /** Of one about a role, the role that the directory has; empty if it has them in another agency. Null for every other. */
  @Column({ name: "known_role", type: "text", nullable: true, default: null })
  knownRole!: string | null;

  /** When they said that they have read it; null until then. */
  @Column({ name: "read_at", type: "timestamp with time zone", nullable: true, default: null })
  readAt!: Date | null;
}
