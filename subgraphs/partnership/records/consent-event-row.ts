import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Purpose } from "../../../policies/index.ts";
import { ChildRow } from "./child-row.ts";
import { PersonRow } from "./person-row.ts";

/**
 * What can happen to a consent. `limited` says anew what it covers, and covers no more than that from then on; `renewed` says until when it holds from then on.
 */
export const consentEventKinds = ["given", "refused", "withdrawn", "limited", "renewed"] as const;

/** As whom a person speaks: as holder of parental responsibility, as the young person themself, or as a child who was assessed as competent. */
export const consentCapacities = ["holder", "self", "competent-child"] as const;

/** How a person said it. */
export const consentMethods = ["online", "written", "spoken"] as const;

/** One event in the life of a consent. Rows are added and never changed (ISO/IEC TS 27560); the database refuses it too. */
@Entity("consent_event")
@Index("consent_event_child", ["child"])
export class ConsentEventRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  /** The consent whose life this is a part of. All its events are of one child and one person. */
  @Column({ type: "text" })
  consent!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "consent_event_of_child", onDelete: "CASCADE" })
  child!: string;

  /** Who spoke. Whether their word counts is decided when it is asked for: rights change hands with age and by order. */
  @Column({ type: "text" })
  @ForeignKey(() => PersonRow, { name: "consent_event_of_person" })
  person!: string;

  @Column({ type: "text" })
  capacity!: (typeof consentCapacities)[number];

  @Column({ type: "text" })
  event!: (typeof consentEventKinds)[number];

  @Column({ type: "text", array: true })
  categories!: string[];

  /** Whom it is about: agencies, roles of an agency or persons of one; see `recipientsOf`. */
  @Column({ type: "text", array: true })
  recipients!: string[];

  @Column({ type: "text", array: true })
  purposes!: Purpose[];

  /** The first day. */
  @Column({ name: "valid_from", type: "date" })
  validFrom!: string;

  /** The last day; null if it holds until withdrawn. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  validUntil!: string | null;

  /** From when it counts among all that was said: when it was said, or for a consent on paper the day it names. The latest counts. */
  @Column({ type: "timestamp with time zone" })
  at!: Date;

  /** Who wrote it down. */
  @Column({ name: "recorded_by", type: "text" })
  recordedBy!: string;

  /** What proves it: a signed form, a note of a conversation. */
  @Column({ type: "text" })
  evidence!: string;

  /** How it was said: through Childview by the person themself, in writing, or by word. */
  @Column({ type: "text", default: "written" })
  method!: (typeof consentMethods)[number];

  /** The day on which it was said, where a practitioner wrote down one that is not this moment; else null. */
  @Column({ name: "said_on", type: "date", nullable: true, default: null })
  saidOn!: string | null;

  /** When it was written down; null for what was imported. */
  @Column({ name: "recorded_at", type: "timestamp with time zone", nullable: true, default: null })
  recordedAt!: Date | null;

  /** The `sub` of who wrote it down, and their agency; null for what was imported. */
  @Column({ type: "text", nullable: true, default: null })
  recorder!: string | null;

  @Column({ name: "recorder_agency", type: "text", nullable: true, default: null })
  recorderAgency!: string | null;
}
