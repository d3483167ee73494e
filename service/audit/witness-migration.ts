import type { MigrationInterface, QueryRunner } from "typeorm";
import { onlyGrows } from "./migration.ts";

/** Nothing of these is ever changed or taken away. */
const kept = ["audit_subtree", "audit_known_log", "audit_witnessed", "audit_cosignature"];

/**
 * Makes the tables of what a service keeps as a witness of other logs, and for the witnesses of its own: hashes of whole subtrees, of which proofs are made; by which key it knows each log; what it saw of them, and what
 * it refused; and the lines with which others witnessed its own.
 */
export class WitnessTables implements MigrationInterface {
  readonly name = "WitnessTables1797000000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const table of kept) await runner.query(onlyGrows(table));
    await runner.query(confine);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE audit_subtree, audit_known_log, audit_witnessed, audit_cosignature");
    await runner.query("DROP FUNCTION audit_confine_witness");
  }
}

const tables = `
  CREATE TABLE audit_subtree (level int NOT NULL, place bigint NOT NULL, hash bytea NOT NULL, PRIMARY KEY (level, place));
  CREATE TABLE audit_known_log (service text PRIMARY KEY, key text NOT NULL, first_seen timestamp with time zone NOT NULL);
  CREATE TABLE audit_witnessed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, origin text NOT NULL, size bigint NOT NULL, note text NOT NULL, refused text,
    made_at timestamp with time zone NOT NULL
  );
  CREATE INDEX audit_witnessed_origin ON audit_witnessed (origin, id);
  CREATE TABLE audit_cosignature (
    size bigint NOT NULL, witness text NOT NULL, line text NOT NULL, made_at timestamp with time zone NOT NULL, PRIMARY KEY (size, witness)
  )`;

// Beside audit_confine, which gives a lesser role its rights in the tables that there are and in those that come.
const confine = `
  CREATE FUNCTION audit_confine_witness(service name) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE ON ${kept.join(", ")} FROM %I', service);
  END $$`;
