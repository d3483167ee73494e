import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who set a mark, on what ground, since when and until when. */
export class MarkGrounds0002 implements MigrationInterface {
  readonly name = "SocialCareMarkGrounds1795219200002";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "record_mark" ADD COLUMN "author" text, ADD COLUMN "ground" text, ADD COLUMN "valid_from" date, ADD COLUMN "valid_until" date`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "record_mark" DROP COLUMN "author", DROP COLUMN "ground", DROP COLUMN "valid_from", DROP COLUMN "valid_until"`,
    );
  }
}
