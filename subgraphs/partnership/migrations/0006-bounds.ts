import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is needed to find, of many alerts and receipts, those of one subject and the latest of one person. */
export class Bounds0006 implements MigrationInterface {
  readonly name = "Bounds1764000000206";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX alert_subject ON alert (subject)");
    await runner.query("CREATE INDEX change_receipt_latest ON change_receipt (agency, subject, at)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX change_receipt_latest, alert_subject");
  }
}
