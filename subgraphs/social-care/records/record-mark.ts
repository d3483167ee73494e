import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * A mark that the authority set on a record. It stands apart from the record, so that importing the record again cannot lose it, and may be there before
 * the record is, so that there is no moment at which the record stands unmarked.
 */
@Entity("record_mark")
export class RecordMark {
  @PrimaryColumn({ type: "text" })
  id!: string; // set by TypeORM when the row is read

  /** The child whose record it is, by the LA child id. */
  @Index()
  @Column({ type: "text" })
  child!: string;

  /** The kind of record, as the marks file names it. */
  @Column({ type: "text" })
  kind!: string;

  /** The day by which the record is named: the one on which it began, or was made. */
  @Column({ type: "date" })
  date!: string;

  @Column({ name: "about_other", type: "boolean" })
  aboutOther!: boolean;

  @Column({ name: "withheld_from_family", type: "boolean" })
  withheldFromFamily!: boolean;

  /** Who decided it. */
  @Column({ type: "text", nullable: true })
  author!: string | null;

  /** On what it rests, in words. */
  @Column({ type: "text", nullable: true })
  ground!: string | null;

  /** Since when. */
  @Column({ name: "valid_from", type: "date", nullable: true })
  from!: string | null;

  /** The last day; null while it lasts. */
  @Column({ name: "valid_until", type: "date", nullable: true })
  until!: string | null;
}
