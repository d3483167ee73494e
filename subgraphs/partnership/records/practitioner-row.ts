import { Column, Entity, PrimaryColumn } from "typeorm";

/** A practitioner's entry in the partnership's directory of staff. */
@Entity("practitioner")
export class PractitionerRow {
  /** The `sub` of the practitioner's access token. */
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  name!: string;

  @Column({ type: "text" })
  role!: string;

  @Column({ type: "text" })
  agency!: string;

  /** The team or setting. */
  @Column({ type: "text", nullable: true })
  team!: string | null;

  @Column({ type: "text", nullable: true })
  telephone!: string | null;

  @Column({ type: "text", nullable: true })
  email!: string | null;
}
