import type { MigrationInterface, QueryRunner } from "typeorm";

const made = [
  "ALTER TABLE alert ALTER COLUMN child DROP NOT NULL, ADD COLUMN claimed_role text, ADD COLUMN known_role text",
  // One that is not read yet is enough, whichever replicas see it at once.
  "CREATE UNIQUE INDEX alert_of_role ON alert (agency, subject, claimed_role, known_role) WHERE about = 'role' AND read_at IS NULL",
];

const undone = [
  "DROP INDEX alert_of_role",
  "DELETE FROM alert WHERE child IS NULL",
  "ALTER TABLE alert ALTER COLUMN child SET NOT NULL, DROP COLUMN claimed_role, DROP COLUMN known_role",
];

/** Alerts that are about a practitioner and no child: the directory contradicts their token. */
export class Contradictions0007 implements MigrationInterface {
  readonly name = "Contradictions1764000000207";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of made) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undone) await runner.query(statement);
  }
}
