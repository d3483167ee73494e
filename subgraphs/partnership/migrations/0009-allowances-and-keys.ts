import type { MigrationInterface, QueryRunner } from "typeorm";

/** That whoever opened an override which was found unjustified is let open another; and since when a key signs permits, which is recorded once. */
export class AllowancesAndKeys0009 implements MigrationInterface {
  readonly name = "AllowancesAndKeys1764000000309";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE access_override ADD COLUMN allowances jsonb NOT NULL DEFAULT '[]'");
    await runner.query("ALTER TABLE permit_key ADD COLUMN signs_since timestamp with time zone");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE permit_key DROP COLUMN signs_since");
    await runner.query("ALTER TABLE access_override DROP COLUMN allowances");
  }
}
