import type { MigrationInterface, QueryRunner } from "typeorm";

/** That a child has died. */
export class Deaths0005 implements MigrationInterface {
  readonly name = "Deaths1764000000105";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE child ADD COLUMN died_on date");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE child DROP COLUMN died_on");
  }
}
