import type { JWK } from "jose";
import { Column, Entity, PrimaryColumn } from "typeorm";

/** A key pair with which permits are signed. It lives in the database so that every replica publishes every other's keys. */
@Entity("permit_key")
export class PermitKey {
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: "pk_permit_key" })
  kid!: string;

  /** The private key as a JWK (RFC 8037 OKP). It never leaves the partnership. */
  @Column({ name: "private_jwk", type: "jsonb" })
  privateJwk!: JWK;

  @Column({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;

  /** When it first signed; null while it waits. */
  @Column({ name: "signs_since", type: "timestamptz", nullable: true })
  signsSince!: Date | null;
}
