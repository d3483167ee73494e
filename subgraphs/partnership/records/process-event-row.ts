import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Process } from "../../../policies/index.ts";
import { ChildRow } from "./child-row.ts";

/** What can happen to a process: it is opened and closed, a milestone of it is recorded, and a step of it is excused. */
export const processEventKinds = ["opened", "recorded", "excused", "closed"] as const;

/** One event in the course of a process: days and who, no content. Rows are added and never changed; the database refuses it too. */
@Entity("process_event")
@Index("process_event_child", ["child"])
export class ProcessEventRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  /** The process that this is a part of. All its events are of one child and one kind. */
  @Column({ type: "text" })
  process!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "process_event_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ type: "text" })
  kind!: Process;

  @Column({ type: "text" })
  event!: (typeof processEventKinds)[number];

  /** The day on which it happened; of what is excused, the first day of the ground. */
  @Column({ name: "on_day", type: "date" })
  on!: string;

  /** Whether it came by e-mail after 17:00 on that day, and so counts from the next working day. */
  @Column({ name: "after_hours", type: "boolean", default: false })
  afterHours!: boolean;

  /** Which milestone was reached; null of other events. */
  @Column({ type: "text", nullable: true, default: null })
  milestone!: string | null;

  /** Which step is excused, on which ground, and until which day that lasted; null of other events. */
  @Column({ type: "text", nullable: true, default: null })
  step!: string | null;

  @Column({ type: "text", nullable: true, default: null })
  ground!: string | null;

  @Column({ name: "until_day", type: "date", nullable: true, default: null })
  until!: string | null;

  /** The agency whose advice it is about; null if it is about none. */
  @Column({ type: "text", nullable: true, default: null })
  agency!: string | null;

  /** When it was written down. */
  @Column({ name: "recorded_at", type: "timestamp with time zone" })
  recordedAt!: Date;

  /** The `sub` of who wrote it down, and their agency; null for what was imported. */
  @Column({ type: "text", nullable: true, default: null })
  recorder!: string | null;

  @Column({ name: "recorder_agency", type: "text", nullable: true, default: null })
  recorderAgency!: string | null;
}
