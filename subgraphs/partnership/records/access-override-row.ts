import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Purpose } from "../../../policies/index.ts";
import { ChildRow } from "./child-row.ts";

/** On what an override rests: the child's protection, a life at stake, or a duty in law. */
export const overrideBases = ["safeguarding", "vital-interests", "statutory-duty"] as const;

/** That a practitioner opened, for hours and on the record, what the agreements open to nobody without an override (break-glass). */
@Entity("access_override")
@Index("access_override_child", ["child"])
export class AccessOverrideRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "access_override_of_child", onDelete: "CASCADE" })
  child!: string;

  /** The `sub` of who opened it; unique only within the agency. */
  @Column({ type: "text" })
  practitioner!: string;

  @Column({ type: "text" })
  agency!: string;

  @Column({ type: "text" })
  role!: string;

  @Column({ type: "text" })
  purpose!: Purpose;

  @Column({ type: "text" })
  basis!: (typeof overrideBases)[number];

  /** Why, in the practitioner's own words. It may tell of the child, so only the officers who review it read it. */
  @Column({ type: "text" })
  reason!: string;

  /** What it opens, as the agreements had it when it was opened. */
  @Column({ type: "text", array: true })
  categories!: string[];

  /** Why the family is not shown it, where that would put somebody at risk; null if they are. */
  @Column({ name: "kept_from_family", type: "text", nullable: true })
  keptFromFamily!: string | null;

  /** The version of the policy that opened it. */
  @Column({ type: "text" })
  policy!: string;

  @Column({ name: "opened_at", type: "timestamp with time zone" })
  openedAt!: Date;

  /** From this moment it is over, whoever looks. */
  @Column({ name: "ends_at", type: "timestamp with time zone" })
  endsAt!: Date;

  /** When somebody ended it, which holds from that moment; null if nobody did. */
  @Column({ name: "revoked_at", type: "timestamp with time zone", nullable: true })
  revokedAt!: Date | null;

  /** Who did, as `authorOf` names them. */
  @Column({ name: "revoked_by", type: "text", nullable: true })
  revokedBy!: string | null;

  @Column({ name: "revoke_reason", type: "text", nullable: true })
  revokeReason!: string | null;

  /** When its review was closed; until then it stands in the queue. */
  @Column({ name: "reviewed_at", type: "timestamp with time zone", nullable: true })
  reviewedAt!: Date | null;

  /** Who closed it, as `authorOf` names them. */
  @Column({ name: "reviewed_by", type: "text", nullable: true })
  reviewedBy!: string | null;

  @Column({ type: "boolean", nullable: true })
  justified!: boolean | null;

  @Column({ name: "review_note", type: "text", nullable: true })
  reviewNote!: string | null;
}
