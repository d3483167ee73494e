import { Column, Entity, PrimaryColumn } from "typeorm";

/** That education services hold a record of a child. Names and dates of birth are the partnership's and are not kept here. */
@Entity("known_child")
export class KnownChild {
  /** The child's unique pupil number (UPN). */
  @PrimaryColumn({ type: "text" })
  child!: string;

  /**
   * A random text from which the ids of the child's records are made. Made from the UPN itself, which has few digits to guess, an id would lead
   * back to the UPN for those who may see a record but not the child's identifiers.
   */
  @Column({ name: "record_key", type: "text" })
  recordKey!: string;
}
