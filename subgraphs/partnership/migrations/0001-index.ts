import type { MigrationInterface, QueryRunner } from "typeorm";

const tables = [
  `CREATE TABLE child (
    id text PRIMARY KEY,
    given_names text NOT NULL,
    family_name text NOT NULL,
    preferred_name text,
    date_of_birth date NOT NULL,
    sex text,
    first_language text
  )`,
  `CREATE TABLE child_identifier (
    id text PRIMARY KEY,
    child text CONSTRAINT child_identifier_of_child REFERENCES child ON DELETE CASCADE,
    system text NOT NULL,
    value text NOT NULL,
    status text NOT NULL,
    CONSTRAINT child_identifier_value UNIQUE (system, value),
    CONSTRAINT child_identifier_severed CHECK ((child IS NULL) = (status = 'severed'))
  )`,
  `CREATE TABLE address (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT address_of_child REFERENCES child ON DELETE CASCADE,
    lines text[] NOT NULL,
    postcode text,
    telephone text,
    email text,
    valid_from date NOT NULL,
    valid_until date
  )`,
  `CREATE TABLE person (
    id text PRIMARY KEY,
    name text NOT NULL,
    telephone text,
    email text
  )`,
  `CREATE TABLE family_relation (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT family_relation_of_child REFERENCES child ON DELETE CASCADE,
    person text NOT NULL CONSTRAINT family_relation_of_person REFERENCES person,
    kind text NOT NULL,
    parental_responsibility boolean NOT NULL,
    valid_from date NOT NULL,
    valid_until date
  )`,
  `CREATE TABLE practitioner (
    id text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,
    agency text NOT NULL,
    team text,
    telephone text,
    email text
  )`,
  `CREATE TABLE team_membership (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT team_membership_of_child REFERENCES child ON DELETE CASCADE,
    practitioner text NOT NULL CONSTRAINT team_membership_of_practitioner REFERENCES practitioner,
    agency text NOT NULL,
    role text NOT NULL,
    lead boolean NOT NULL,
    valid_from date NOT NULL,
    valid_until date
  )`,
  `CREATE TABLE service_involvement (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT service_involvement_of_child REFERENCES child ON DELETE CASCADE,
    agency text NOT NULL,
    team text NOT NULL,
    valid_from date NOT NULL,
    valid_until date
  )`,
  `CREATE TABLE about_me (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT about_me_of_child REFERENCES child ON DELETE CASCADE,
    what_i_like text,
    how_i_communicate text,
    what_helps text,
    what_upsets_me text,
    recorded_on date NOT NULL,
    recorded_by text NOT NULL
  )`,
  `CREATE TABLE consent_event (
    id text PRIMARY KEY,
    consent text NOT NULL,
    child text NOT NULL CONSTRAINT consent_event_of_child REFERENCES child ON DELETE CASCADE,
    person text NOT NULL CONSTRAINT consent_event_of_person REFERENCES person,
    capacity text NOT NULL,
    event text NOT NULL,
    categories text[] NOT NULL,
    recipients text[] NOT NULL,
    purposes text[] NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    evidence text NOT NULL
  )`,
  `CREATE TABLE restriction (
    id text PRIMARY KEY,
    child text NOT NULL CONSTRAINT restriction_of_child REFERENCES child ON DELETE CASCADE,
    kind text NOT NULL,
    person text CONSTRAINT restriction_of_person REFERENCES person,
    categories text[] NOT NULL,
    ground text NOT NULL,
    author text NOT NULL,
    valid_from date NOT NULL,
    valid_until date
  )`,
];

const indexes = [
  "CREATE INDEX child_identifier_child ON child_identifier (child)",
  "CREATE INDEX address_child ON address (child)",
  "CREATE INDEX family_relation_child ON family_relation (child)",
  "CREATE INDEX family_relation_person ON family_relation (person)",
  "CREATE INDEX team_membership_child ON team_membership (child)",
  "CREATE INDEX team_membership_practitioner ON team_membership (practitioner)",
  "CREATE INDEX service_involvement_child ON service_involvement (child)",
  "CREATE INDEX about_me_child ON about_me (child)",
  "CREATE INDEX consent_event_child ON consent_event (child)",
  "CREATE INDEX restriction_child ON restriction (child)",
];

/** What was consented to must stay provable, so not even this service's own code can change or remove it; it goes only with the whole child. */
const appendOnly = [
  `CREATE FUNCTION consent_event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM child WHERE id = OLD.child) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'a consent event is never changed or removed: add a new one';
    END
  $$`,
  `CREATE TRIGGER consent_event_final BEFORE UPDATE OR DELETE ON consent_event
    FOR EACH ROW EXECUTE FUNCTION consent_event_is_final()`,
];

/** The child index: children, families, teams, consents and restrictions. */
export class Index0001 implements MigrationInterface {
  readonly name = "Index1764000000001";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...indexes, ...appendOnly]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "DROP TABLE restriction, consent_event, about_me, service_involvement, team_membership, practitioner, family_relation, person, address, child_identifier, child",
    );
    await runner.query("DROP FUNCTION consent_event_is_final");
  }
}
