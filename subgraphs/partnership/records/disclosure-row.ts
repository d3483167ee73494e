import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { AccessOverrideRow } from "./access-override-row.ts";
import { ChildRow } from "./child-row.ts";

/**
 * That an officer said from which day on the family is told of something that is held back from them: of an override that is kept from them and all that was looked at by it, or of what people of the officer's agency looked at for
 * safeguarding on some days. Rows are added and never changed; the database refuses it too. Of several about the same the latest counts.
 */
@Entity("disclosure")
@Index("disclosure_child", ["child"])
export class DisclosureRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "disclosure_of_child", onDelete: "CASCADE" })
  child!: string;

  /** The agency for which it was said, and about whose people, or for which an override was looked at. */
  @Column({ type: "text" })
  agency!: string;

  /** The override; null of what was looked at on some days. */
  @Column({ type: "text", nullable: true })
  @ForeignKey(() => AccessOverrideRow, { name: "disclosure_of_override", onDelete: "CASCADE" })
  override!: string | null;

  /** The one person of the agency who looked, by the `sub` of their token; null for everybody of it, and of an override. */
  @Column({ type: "text", nullable: true })
  practitioner!: string | null;

  /** The first day (ISO 8601) on which somebody looked; null of an override. */
  @Column({ name: "first_day", type: "date", nullable: true })
  firstDay!: string | null;

  /** The last such day. */
  @Column({ name: "last_day", type: "date", nullable: true })
  lastDay!: string | null;

  /** From which day on (ISO 8601) the family is told: the day of `at` for a release, a later one for what is held back longer. */
  @Column({ name: "told_from", type: "date" })
  toldFrom!: string;

  /** Why, in the officer's own words. They may tell of the child, so only officers of the agency read them. */
  @Column({ type: "text" })
  reason!: string;

  /** Who said it, as `authorOf` names them. */
  @Column({ type: "text" })
  by!: string;

  @Column({ type: "timestamp with time zone" })
  at!: Date;
}
