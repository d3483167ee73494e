import { Column, Entity, PrimaryColumn } from "typeorm";

/** That health services hold a record of a child, by NHS number. */
@Entity("known_child")
export class KnownChild {
  @PrimaryColumn({ type: "text" })
  child!: string;

  /** The date of birth as health services have it: it decides whether a child was not brought or a young person did not attend. */
  @Column({ type: "date" })
  born!: string;
}
