import type { MigrationInterface, QueryRunner } from "typeorm";

const made = [
  // A value can be as long as whoever asked wrote it, and an index takes no more than some thousand bytes: a reader compares the whole besides.
  `CREATE INDEX audit_value_of_whom ON audit_value (field, left(value, 100), index) WHERE field IN ('child', 'person')`,
  // How many entries the log had at a moment: so that a reader of a day need not go through the years before it.
  "CREATE INDEX audit_checkpoint_made ON audit_checkpoint (made_at, size)",
];

/** By which the partnership's log is read by child, by person and by time. It comes after the migration of the log itself, which its number sees to. */
export class AuditReading0010 implements MigrationInterface {
  readonly name = "AuditReading1796000000210";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of made) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX audit_value_of_whom, audit_checkpoint_made");
  }
}
