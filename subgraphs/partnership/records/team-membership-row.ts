import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";
import { PractitionerRow } from "./practitioner-row.ts";

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
}
