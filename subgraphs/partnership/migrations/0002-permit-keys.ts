import type { MigrationInterface, QueryRunner } from "typeorm";

/** The key pairs with which permits are signed. */
export class PermitKeys0002 implements MigrationInterface {
  readonly name = "PermitKeys1764000000002";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE permit_key (
        kid text NOT NULL,
        private_jwk jsonb NOT NULL,
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_permit_key PRIMARY KEY (kid)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE permit_key");
  }
}
