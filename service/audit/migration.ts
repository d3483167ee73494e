import type { MigrationInterface, QueryRunner } from "typeorm";

/** The advisory lock that all who append share: any number. */
export const appendLock = 4242003;

/** Nothing of these is ever changed or taken away. */
const kept = ["audit_entry", "audit_erasure", "audit_checkpoint", "audit_key"];

/**
 * Makes the tables of an audit log, for every service's list of migrations. What may be done with them the database itself enforces, for everybody who is not its owner: entries are only added, by a function that
 * gives them their places; a value goes only with a note of the entry that says who erased it.
 */
export class AuditLogTables implements MigrationInterface {
  readonly name = "AuditLogTables1796000000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(append);
    await runner.query(guards);
    for (const table of kept) await runner.query(onlyGrows(table));
    await runner.query(confine);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE audit_value, audit_erasure, audit_entry, audit_checkpoint, audit_key");
    await runner.query("DROP FUNCTION audit_append, audit_refuse, audit_noted, audit_confine");
  }
}

const tables = `
  CREATE TABLE audit_entry (index bigint PRIMARY KEY, entry text NOT NULL, leaf bytea NOT NULL);
  CREATE TABLE audit_value (
    index bigint NOT NULL, field text COLLATE "C" NOT NULL, salt bytea NOT NULL, value text NOT NULL, PRIMARY KEY (index, field)
  );
  CREATE TABLE audit_erasure (
    index bigint NOT NULL, field text COLLATE "C" NOT NULL, by_entry bigint NOT NULL REFERENCES audit_entry, PRIMARY KEY (index, field)
  );
  CREATE TABLE audit_checkpoint (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, size bigint NOT NULL, subtrees bytea NOT NULL, note text NOT NULL,
    made_at timestamp with time zone NOT NULL
  );
  CREATE INDEX audit_checkpoint_size ON audit_checkpoint (size, id);
  CREATE TABLE audit_key (
    alone boolean PRIMARY KEY DEFAULT true CHECK (alone), origin text NOT NULL, private_jwk jsonb NOT NULL, created_at timestamp with time zone NOT NULL
  )`;

// One after the other, whichever process they come from: the lock is held until the transaction ends, so that who sees an index sees all before it. In a function each statement sees what was committed before it began. It has its owner's rights, so that a lesser role adds entries in this way alone:
// one with the last index that there is would shut the log for ever.
const append = `
  CREATE FUNCTION audit_append(entries text[], places int[], fields text[], salts text[], vals text[]) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE first bigint;
  BEGIN
    PERFORM pg_advisory_xact_lock(${String(appendLock)});
    SELECT coalesce(max(audit_entry.index) + 1, 0) INTO first FROM audit_entry;
    INSERT INTO audit_entry (index, entry, leaf)
      SELECT first + place - 1, entry, sha256('\\x00'::bytea || convert_to(entry, 'UTF8'))
      FROM unnest(entries) WITH ORDINALITY AS given (entry, place);
    INSERT INTO audit_value (index, field, salt, value)
      SELECT first + place, field, decode(salt, 'base64'), value FROM unnest(places, fields, salts, vals) AS given (place, field, salt, value);
    RETURN first;
  END $$;
  REVOKE ALL ON FUNCTION audit_append FROM PUBLIC`;

const guards = `
  CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the audit log only grows' USING ERRCODE = 'insufficient_privilege';
  END $$;
  CREATE FUNCTION audit_noted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM audit_erasure AS noted WHERE noted.index = OLD.index AND noted.field = OLD.field) THEN
      RAISE EXCEPTION 'no entry says that this value is erased' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER audit_noted BEFORE DELETE ON audit_value FOR EACH ROW EXECUTE FUNCTION audit_noted();
  CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit_value FOR EACH ROW EXECUTE FUNCTION audit_refuse();
  CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit_value FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()`;

/** Lets rows be added to a table, and nothing else. */
export function onlyGrows(table: string): string {
  return `
    CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION audit_refuse();
    CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()`;
}

// For the second, lesser role on a server. A trigger stops a mistake; that whoever takes the service over cannot drop the trigger takes a role that owns nothing.
const confine = `
  CREATE FUNCTION audit_confine(service name) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', service);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', service);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', service);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO %I', service);
    EXECUTE format('REVOKE UPDATE, DELETE ON audit_erasure, audit_checkpoint, audit_key FROM %I', service);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON audit_entry, audit_value FROM %I', service);
    EXECUTE format('GRANT EXECUTE ON FUNCTION audit_append TO %I', service);
  END $$`;
