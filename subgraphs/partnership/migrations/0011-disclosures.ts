import type { MigrationInterface, QueryRunner } from "typeorm";

const made = [
  `CREATE TABLE disclosure (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT disclosure_of_child REFERENCES child ON DELETE CASCADE,
    agency text NOT NULL,
    override text CONSTRAINT disclosure_of_override REFERENCES access_override ON DELETE CASCADE,
    practitioner text,
    first_day date,
    last_day date,
    told_from date NOT NULL,
    reason text NOT NULL,
    by text NOT NULL,
    at timestamp with time zone NOT NULL
  )`,
  "CREATE INDEX disclosure_child ON disclosure (child)",
  // What was said stays known, so that it can be worked out of any day what the family was told then. It goes only with the whole child.
  `CREATE FUNCTION disclosure_is_final() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM child WHERE id = OLD.child) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'what was said about telling a family is never changed or removed: add a new row';
    END
  $$`,
  `CREATE TRIGGER disclosure_final BEFORE UPDATE OR DELETE ON disclosure
    FOR EACH ROW EXECUTE FUNCTION disclosure_is_final()`,
];

/** From which day on families are told of what is held back from them, as officers say. */
export class Disclosures0011 implements MigrationInterface {
  readonly name = "Disclosures1796000000211";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of made) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE disclosure");
    await runner.query("DROP FUNCTION disclosure_is_final");
  }
}
