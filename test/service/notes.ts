import type { MigrationInterface, QueryRunner } from "typeorm";

/** The smallest database that can tell whether it was migrated. */
export class Notes0001 implements MigrationInterface {
  readonly name = "Notes1764000000001";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE note (text text)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE note");
  }
}
