import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Process } from "../../../policies/index.ts";
import type { Milestone } from "./milestones.ts";
import { ChildRow } from "./child-row.ts";

/** What can happen to a process: it is opened, a milestone of it is recorded, and it is closed. */
export const processEventKinds = ["opened", "recorded", "closed"] as const;

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

  /** The day on which it happened (ISO 8601): the day of the request that opened it, of the milestone, of the end. */
  @Column({ name: "on_day", type: "date" })
  on!: string;

  /** Which milestone was reached; null of other events. */
  @Column({ type: "text", nullable: true, default: null })
  milestone!: Milestone | null;

  /** The agency whose advice it is about; null if it is about none. */
  @Column({ type: "text", nullable: true, default: null })
  agency!: string | null;

  /** When it was written down; null for what was imported. */
  @Column({ name: "recorded_at", type: "timestamp with time zone", nullable: true, default: null })
  recordedAt!: Date | null;

  /** The `sub` of who wrote it down, and their agency; null for what was imported. */
  @Column({ type: "text", nullable: true, default: null })
  recorder!: string | null;

  @Column({ name: "recorder_agency", type: "text", nullable: true, default: null })
  recorderAgency!: string | null;
}
