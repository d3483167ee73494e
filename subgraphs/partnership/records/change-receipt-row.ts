import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** That a change was made under a key of the client's, so that whoever asks again, not knowing whether it was, is answered and changes nothing twice. */
@Entity("change_receipt")
@Index("change_receipt_latest", ["agency", "subject", "at"])
export class ChangeReceiptRow {
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: "pk_change_receipt" })
  agency!: string;

  @PrimaryColumn({ type: "text", primaryKeyConstraintName: "pk_change_receipt" })
  subject!: string;

  @PrimaryColumn({ type: "text", primaryKeyConstraintName: "pk_change_receipt" })
  key!: string;

  /** Which change it was: the name of the mutation. */
  @Column({ type: "text" })
  change!: string;

  /** SHA-256 of what was asked, so that a key cannot stand for two requests, and nothing of them is kept. */
  @Column({ type: "text" })
  request!: string;

  /** The id of what was made or changed. */
  @Column({ type: "text" })
  result!: string;

  @Column({ type: "timestamp with time zone" })
  at!: Date;
}
