import type { MigrationInterface, QueryRunner } from "typeorm";

const columns = [
  `ALTER TABLE consent_event
    ADD COLUMN method text NOT NULL DEFAULT 'written',
    ADD COLUMN said_on date,
    ADD COLUMN recorded_at timestamp with time zone,
    ADD COLUMN recorder text,
    ADD COLUMN recorder_agency text`,
  `ALTER TABLE team_membership
    ADD COLUMN model text NOT NULL DEFAULT 'panel',
    ADD COLUMN host text,
    ADD COLUMN mandate text,
    ADD COLUMN recorded_by text,
    ADD COLUMN ended_at timestamp with time zone,
    ADD COLUMN ended_by text`,
  `ALTER TABLE restriction
    ADD COLUMN recorded_by text,
    ADD COLUMN ended_at timestamp with time zone,
    ADD COLUMN ended_by text,
    ADD COLUMN end_ground text`,
];

const tables = [
  `CREATE TABLE capacity_assessment (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT capacity_assessment_of_child REFERENCES child ON DELETE CASCADE,
    kind text NOT NULL,
    categories text[] NOT NULL,
    ground text NOT NULL,
    assessor text NOT NULL CONSTRAINT capacity_assessment_of_practitioner REFERENCES practitioner,
    agency text NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    ended_at timestamp with time zone,
    ended_by text,
    end_ground text
  )`,
  `CREATE TABLE access_override (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT access_override_of_child REFERENCES child ON DELETE CASCADE,
    practitioner text NOT NULL,
    agency text NOT NULL,
    role text NOT NULL,
    purpose text NOT NULL,
    basis text NOT NULL,
    reason text NOT NULL,
    categories text[] NOT NULL,
    kept_from_family text,
    policy text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by text,
    revoke_reason text,
    reviewed_at timestamp with time zone,
    reviewed_by text,
    justified boolean,
    review_note text
  )`,
  `CREATE TABLE alert (
    id text PRIMARY KEY,
    access_override text NOT NULL CONSTRAINT alert_of_override REFERENCES access_override ON DELETE CASCADE,
    agency text NOT NULL,
    practitioner text,
    at timestamp with time zone NOT NULL
  )`,
  `CREATE TABLE change_receipt (
    agency text NOT NULL,
    subject text NOT NULL,
    key text NOT NULL,
    change text NOT NULL,
    request text NOT NULL,
    result text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_change_receipt PRIMARY KEY (agency, subject, key)
  )`,
];

const indexes = [
  "CREATE INDEX capacity_assessment_child ON capacity_assessment (child)",
  "CREATE INDEX access_override_child ON access_override (child)",
  "CREATE INDEX alert_agency ON alert (agency)",
];

/** What a change to a child's facts leaves behind: who said, recorded and ended what, overrides with their review, and receipts for those who ask twice. */
export class Changes0003 implements MigrationInterface {
  readonly name = "Changes1764000000003";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...columns, ...tables, ...indexes]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE change_receipt, alert, access_override, capacity_assessment");
    await runner.query(
      "ALTER TABLE restriction DROP COLUMN recorded_by, DROP COLUMN ended_at, DROP COLUMN ended_by, DROP COLUMN end_ground",
    );
    await runner.query(
      "ALTER TABLE team_membership DROP COLUMN model, DROP COLUMN host, DROP COLUMN mandate, DROP COLUMN recorded_by, DROP COLUMN ended_at, DROP COLUMN ended_by",
    );
    await runner.query(
      "ALTER TABLE consent_event DROP COLUMN method, DROP COLUMN said_on, DROP COLUMN recorded_at, DROP COLUMN recorder, DROP COLUMN recorder_agency",
    );
  }
}
