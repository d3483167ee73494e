import { Column, Entity, PrimaryColumn } from "typeorm";

/**
 * A child whom this agency knows, by the identifier of its own case system and by nothing else: no name, no birth date, no UPN. Those are read
 * from the files to check them, and are not kept. Only that a child has died is, so that nobody writes to a family as if the child were alive.
 */
@Entity("known_child")
export class KnownChild {
  /** The LA child id. */
  @PrimaryColumn({ type: "text" })
  child!: string; // set by TypeORM when the row is read

  /**
   * A random value from which the ids of the child's records are made. Ids are shown to everybody who may see a record, and an id that was made from
   * the LA child id could be tried against all of them; it would then tell an identifier to somebody who may see the record and not the identifier.
   */
  @Column({ name: "record_key", type: "uuid" })
  recordKey!: string;

  /** The day on which the child died, as the census has it; null while nothing says that they did. */
  @Column({ name: "died_on", type: "date", nullable: true })
  diedOn!: string | null;
}
