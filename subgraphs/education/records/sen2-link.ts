import { Column, Entity, PrimaryColumn } from "typeorm";

/**
 * Which child and record a row of the SEN2 return that is being imported belongs to: the return comes as several files whose rows point at each
 * other by table ids. The ids are given anew for each return, so the links last only until the next file of the same or a higher module.
 */
@Entity("sen2_link")
export class Sen2Link {
  @PrimaryColumn({ type: "text" })
  id!: string; // set by TypeORM when the row is read

  @Column({ type: "text" })
  module!: string;

  /** The UPN; null for a person without one, whose rows are left out. */
  @Column({ type: "text", nullable: true })
  child!: string | null;

  /** The id of the EHC assessment or plan that the row was stored in; null for a person. */
  @Column({ type: "text", nullable: true })
  record!: string | null;
}
