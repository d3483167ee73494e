import { Column, Entity, PrimaryColumn } from "typeorm";

/** A parent, a carer, a corporate parent, or a young person who acts in their own right. */
@Entity("person")
export class PersonRow {
  /** The `sub` of the person's access token. */
  @PrimaryColumn({ type: "text" })
  id!: string;

  @Column({ type: "text" })
  name!: string;

  @Column({ type: "text", nullable: true })
  telephone!: string | null;

  @Column({ type: "text", nullable: true })
  email!: string | null;
}
