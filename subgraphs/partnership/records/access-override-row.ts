import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Purpose } from "../../../policies/index.ts";
import { ChildRow } from "./child-row.ts";

/** On what an override rests: the child's protection, a life at stake, or a duty in law. */
export const overrideBases = ["safeguarding", "vital-interests", "statutory-duty"] as const;

/** What an officer of an agency found of an override, for that agency. `at` is an ISO 8601 moment, `by` as `authorOf` names them. */
export interface OverrideReview {
  readonly agency: string;
  readonly by: string;
  readonly at: string;
  readonly justified: boolean;
  readonly note: string;
}

/** That an officer of an agency lets whoever opened an override open another, though that agency had found this one unjustified. `at` and `by` as in a review. */
export interface OverrideAllowance {
  readonly agency: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

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

  /** Shielded categories that it opens once a second person agrees; empty if nothing waits. */
  @Column({ type: "text", array: true, default: [] })
  awaiting!: string[];

  /** Who agreed, as `authorOf` names them; null if nobody did or need. */
  @Column({ name: "agreed_by", type: "text", nullable: true, default: null })
  agreedBy!: string | null;

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

  /** The agencies whose officers review it, each for its own, as they were when it was opened or somebody agreed to more; see `agenciesConcerned`. */
  @Column({ type: "text", array: true })
  concerned!: string[];

  /** What the officers of the agencies concerned found, each for their own. It stands in an agency's queue until there is one of that agency. */
  @Column({ type: "jsonb", default: [] })
  reviews!: OverrideReview[];

  /** Which of the agencies that found it unjustified let whoever opened it open another since. What they found stands. */
  @Column({ type: "jsonb", default: [] })
  allowances!: OverrideAllowance[];
}
