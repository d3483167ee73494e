import type { MigrationInterface, QueryRunner } from "typeorm";
import { keptFrom } from "./0008-history.ts";

/** The columns of a process's events that no decision looks at. */
export const undecisiveOfProcesses = [...["on_day", "milestone", "agency"], ...["recorded_at", "recorder", "recorder_agency"]] as const;

const table = `CREATE TABLE process_event (
    id text PRIMARY KEY,
    process text NOT NULL,
    child text NOT NULL CONSTRAINT process_event_of_child REFERENCES child ON DELETE CASCADE,
    kind text NOT NULL,
    event text NOT NULL,
    on_day date NOT NULL,
    milestone text,
    agency text,
    recorded_at timestamp with time zone,
    recorder text,
    recorder_agency text
  )`;

// What was done, and when, is what an authority answers for.
const appendOnly = [
  `CREATE FUNCTION process_event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM child WHERE id = OLD.child) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'an event of a process is never changed or removed: add a new one';
    END
  $$`,
  `CREATE TRIGGER process_event_final BEFORE UPDATE OR DELETE ON process_event
    FOR EACH ROW EXECUTE FUNCTION process_event_is_final()`,
];

/** What agencies and the family do together for a child: processes, told in events. */
export class Processes0012 implements MigrationInterface {
  readonly name = "Processes1796000000212";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query("CREATE INDEX process_event_child ON process_event (child)");
    for (const statement of appendOnly) await runner.query(statement);
    await runner.query(keptFrom("process_event", undecisiveOfProcesses));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM fact_history WHERE relation = 'process_event'");
    await runner.query("DROP TABLE process_event");
    await runner.query("DROP FUNCTION process_event_is_final");
  }
}
