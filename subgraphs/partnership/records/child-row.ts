import { Column, Entity, PrimaryColumn } from "typeorm";

/** A child in the index: who they are, and nothing of any agency's record. */
@Entity("child")
export class ChildRow {
  /** The index's own id. It is no agency's identifier and says nothing about the child. */
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ name: "given_names", type: "text" })
  givenNames!: string;

  @Column({ name: "family_name", type: "text" })
  familyName!: string;

  /** What the child likes to be called, where it is something else. */
  @Column({ name: "preferred_name", type: "text", nullable: true })
  preferredName!: string | null;

  @Column({ name: "date_of_birth", type: "date" })
  dateOfBirth!: string;

  /** As registered: F, M, U (not known) or I (indeterminate). */
  @Column({ type: "text", nullable: true })
  sex!: string | null;

  /** The child's first language, by its English name; British Sign Language counts. */
  @Column({ name: "first_language", type: "text", nullable: true })
  firstLanguage!: string | null;

  /** The day on which the child died; null while nothing says that they did. */
  @Column({ name: "died_on", type: "date", nullable: true })
  diedOn!: string | null;
}
