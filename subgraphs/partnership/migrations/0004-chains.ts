import type { MigrationInterface, QueryRunner } from "typeorm";

const team = `ALTER TABLE team_membership
  ADD COLUMN awaits_mandate boolean NOT NULL DEFAULT false,
  ADD COLUMN confirmed_by text,
  ADD COLUMN statutory text,
  ADD COLUMN joined_at timestamp with time zone,
  ADD COLUMN lead_proposed_by text,
  ADD COLUMN lead_named_at timestamp with time zone,
  ADD COLUMN led_before text`;

// Of what was recorded before, the agency of whoever recorded it answers; of what was imported, nobody is known to.
const restrictions = [
  `ALTER TABLE restriction
    ADD COLUMN agency text,
    ADD COLUMN reference text,
    ADD COLUMN ordered_on date,
    ADD COLUMN confirm_by date,
    ADD COLUMN confirmed_by text,
    ADD COLUMN contested_at timestamp with time zone,
    ADD COLUMN contested_by text,
    ADD COLUMN contest_ground text,
    ADD COLUMN end_asked_by text,
    ADD COLUMN recorded_at timestamp with time zone`,
  "UPDATE restriction SET agency = COALESCE(split_part(recorded_by, '/', 1), 'partnership')",
  "ALTER TABLE restriction ALTER COLUMN agency SET NOT NULL",
  // The ids of what was imported were made from what it said, so that whoever knew the child could work them out.
  "UPDATE restriction SET id = gen_random_uuid()::text",
];

const assessments = [
  `ALTER TABLE capacity_assessment
    ADD COLUMN role text NOT NULL DEFAULT '',
    ADD COLUMN assessed_on date,
    ADD COLUMN decision text,
    ADD COLUMN recorded_at timestamp with time zone,
    ADD COLUMN contested_at timestamp with time zone,
    ADD COLUMN contested_by text,
    ADD COLUMN contest_ground text`,
  "UPDATE capacity_assessment SET assessed_on = valid_from, recorded_at = valid_from, role = COALESCE((SELECT role FROM practitioner WHERE id = assessor), '')",
  "ALTER TABLE capacity_assessment ALTER COLUMN role DROP DEFAULT, ALTER COLUMN assessed_on SET NOT NULL, ALTER COLUMN recorded_at SET NOT NULL",
];

const overrides = [
  `ALTER TABLE access_override
    ADD COLUMN awaiting text[] NOT NULL DEFAULT '{}',
    ADD COLUMN agreed_by text,
    ADD COLUMN reviews jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN concerned text[]`,
  // What the partnership holds was opened by nobody but the practitioner's agency then. Each agency once.
  `UPDATE access_override SET concerned = ARRAY(
      SELECT DISTINCT one FROM unnest(agency || ARRAY(SELECT split_part(category, '.', 1) FROM unnest(categories) AS category)) AS one
      WHERE one <> 'child' ORDER BY one)`,
  "ALTER TABLE access_override ALTER COLUMN concerned SET NOT NULL",
  `UPDATE access_override SET reviews = jsonb_build_array(jsonb_build_object(
      'agency', split_part(reviewed_by, '/', 1), 'by', reviewed_by, 'at', to_char(reviewed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'justified', justified, 'note', review_note))
    WHERE reviewed_at IS NOT NULL`,
  "ALTER TABLE access_override DROP COLUMN reviewed_at, DROP COLUMN reviewed_by, DROP COLUMN justified, DROP COLUMN review_note",
];

const alerts = [
  `ALTER TABLE alert
    ADD COLUMN child text CONSTRAINT alert_of_child REFERENCES child ON DELETE CASCADE,
    ADD COLUMN about text NOT NULL DEFAULT 'override',
    ADD COLUMN read_at timestamp with time zone`,
  "UPDATE alert SET child = (SELECT child FROM access_override o WHERE o.id = access_override)",
  "ALTER TABLE alert DROP CONSTRAINT alert_of_override",
  "ALTER TABLE alert RENAME COLUMN access_override TO subject",
  "ALTER TABLE alert RENAME COLUMN practitioner TO person",
  "ALTER TABLE alert ALTER COLUMN child SET NOT NULL, ALTER COLUMN about DROP DEFAULT",
  "DROP INDEX alert_agency",
  "CREATE INDEX alert_addressee ON alert (agency, person)",
  "CREATE INDEX alert_child ON alert (child)",
];

// As `householdOf` does it: letters outside A to Z go first, since which are small letters of which is another matter in each database.
const addresses = [
  "ALTER TABLE address ADD COLUMN household text",
  "UPDATE address SET household = lower(regexp_replace(array_to_string(lines, '') || COALESCE(postcode, ''), '[^A-Za-z0-9]', '', 'g'))",
  "ALTER TABLE address ALTER COLUMN household SET NOT NULL",
  "CREATE INDEX address_household ON address (household)",
];

const undone = [
  "DROP INDEX address_household",
  "ALTER TABLE address DROP COLUMN household",
  "DELETE FROM alert WHERE about <> 'override'",
  "DROP INDEX alert_addressee, alert_child",
  "ALTER TABLE alert DROP COLUMN child, DROP COLUMN about, DROP COLUMN read_at",
  "ALTER TABLE alert RENAME COLUMN subject TO access_override",
  "ALTER TABLE alert RENAME COLUMN person TO practitioner",
  "ALTER TABLE alert ADD CONSTRAINT alert_of_override FOREIGN KEY (access_override) REFERENCES access_override ON DELETE CASCADE",
  "CREATE INDEX alert_agency ON alert (agency)",
  `ALTER TABLE access_override
    ADD COLUMN reviewed_at timestamp with time zone,
    ADD COLUMN reviewed_by text,
    ADD COLUMN justified boolean,
    ADD COLUMN review_note text`,
  `UPDATE access_override SET reviewed_at = (reviews->0->>'at')::timestamptz, reviewed_by = reviews->0->>'by',
    justified = (reviews->0->>'justified')::boolean, review_note = reviews->0->>'note' WHERE reviews <> '[]'`,
  "ALTER TABLE access_override DROP COLUMN awaiting, DROP COLUMN agreed_by, DROP COLUMN reviews, DROP COLUMN concerned",
  "ALTER TABLE capacity_assessment DROP COLUMN role, DROP COLUMN assessed_on, DROP COLUMN decision, DROP COLUMN recorded_at, DROP COLUMN contested_at, DROP COLUMN contested_by, DROP COLUMN contest_ground",
  "ALTER TABLE restriction DROP COLUMN agency, DROP COLUMN reference, DROP COLUMN ordered_on, DROP COLUMN confirm_by, DROP COLUMN confirmed_by, DROP COLUMN contested_at, DROP COLUMN contested_by, DROP COLUMN contest_ground, DROP COLUMN end_asked_by, DROP COLUMN recorded_at",
  "ALTER TABLE team_membership DROP COLUMN awaits_mandate, DROP COLUMN confirmed_by, DROP COLUMN statutory, DROP COLUMN joined_at, DROP COLUMN lead_proposed_by, DROP COLUMN lead_named_at, DROP COLUMN led_before",
];

/** What keeps chains of changes from opening a child: who answers for what, what waits for a second agency, what is contested, and whom an alert tells of it. */
export class Chains0004 implements MigrationInterface {
  readonly name = "Chains1764000000004";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [team, ...restrictions, ...assessments, ...overrides, ...alerts, ...addresses]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of undone) await runner.query(statement);
  }
}
