import type { MigrationInterface, QueryRunner } from "typeorm";

/** That whoever opened an override which was found unjustified is let open another. */
export class Allowances0009 implements MigrationInterface {
  readonly name = "Allowances1764000000209";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE access_override ADD COLUMN allowances jsonb NOT NULL DEFAULT '[]'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE access_override DROP COLUMN allowances");
  }
}
