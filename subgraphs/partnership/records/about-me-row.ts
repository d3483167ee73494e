import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { ChildRow } from "./child-row.ts";

/** The child's own page, in the child's own words. A later page replaces an earlier one; both are kept. */
@Entity("about_me")
@Index("about_me_child", ["child"])
export class AboutMeRow {
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  @ForeignKey(() => ChildRow, { name: "about_me_of_child", onDelete: "CASCADE" })
  child!: string;

  @Column({ name: "what_i_like", type: "text", nullable: true })
  whatILike!: string | null;

  @Column({ name: "how_i_communicate", type: "text", nullable: true })
  howICommunicate!: string | null;

  @Column({ name: "what_helps", type: "text", nullable: true })
  whatHelps!: string | null;

  @Column({ name: "what_upsets_me", type: "text", nullable: true })
  whatUpsetsMe!: string | null;

  @Column({ name: "recorded_on", type: "date" })
  recordedOn!: string;

  /** Who wrote it down with the child: the child themselves, a parent, a practitioner. */
  @Column({ name: "recorded_by", type: "text" })
  recordedBy!: string;
}
