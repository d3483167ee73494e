import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The tables that decisions were made on when history began (see `factTables` for all), each with the columns that no decision looks at: of these, names and words among them, no earlier version is kept. Whoever adds a column that decides and has a default to one of the tables adds it to
 * the versions that are open as well.
 */
export const factTablesAtFirst: Readonly<Record<string, readonly string[]>> = {
  child: ["given_names", "family_name", "preferred_name", "sex", "first_language", "died_on"],
  child_identifier: [],
  address: ["lines", "postcode", "telephone", "email"],
  family_relation: [],
  practitioner: ["name", "team", "telephone", "email"],
  team_membership: ["role", "mandate", "recorded_by", "ended_by"],
  consent_event: ["recorded_by", "evidence", "recorder", "recorder_agency"],
  restriction: ["ground", "author", "reference", "recorded_by", "contest_ground", "ended_by", "end_ground"],
  capacity_assessment: ["decision", "ground", "contest_ground", "ended_by", "end_ground"],
  access_override: ["basis", "reason", "kept_from_family", "revoke_reason", "reviews", "allowances"],
};

const tables = [
  // A version is what a row said from when the transaction `made_in` was committed until `ended_in` was; while that is NULL, it is what the row says.
  `CREATE TABLE fact_history (
    relation text NOT NULL, key text NOT NULL, child text, row jsonb NOT NULL, made_in xid8 NOT NULL, ended_in xid8
  )`,
  "CREATE UNIQUE INDEX fact_history_open ON fact_history (relation, key) WHERE ended_in IS NULL",
  "CREATE INDEX fact_history_child ON fact_history (child, relation)",
  "CREATE INDEX fact_history_practitioner ON fact_history (key) WHERE relation = 'practitioner'",
  "CREATE INDEX fact_history_household ON fact_history ((row ->> 'household')) WHERE relation = 'address'",
  // The documents of each version of the policy that was ever decided by, as they were read; and from when on which was in force.
  "CREATE TABLE policy_version (version text PRIMARY KEY, documents jsonb NOT NULL)",
  `CREATE TABLE policy_in_force (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, version text NOT NULL REFERENCES policy_version, since timestamp with time zone NOT NULL
  )`,
];

// Once for each statement and not for each row, so that an import is hardly slower. A version has the numbers of transactions, which a decision's snapshot knows or does not know: so no clock has to be right. With the rights of its owner, so that a lesser role
// writes history by writing facts, and in no other way.
const keeping = `
  -- Who lives together decides, and not where: of an address a digest is kept, which tells the same from another.
  CREATE FUNCTION fact_as_kept(relation text, fact jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE relation WHEN 'address'
      THEN jsonb_set(fact, '{household}', to_jsonb(encode(sha256(convert_to(fact ->> 'household', 'UTF8')), 'hex')))
      ELSE fact END
  $$;
  CREATE FUNCTION keep_fact_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    left_out text[] := coalesce(TG_ARGV, '{}');
    of_child text := CASE TG_TABLE_NAME WHEN 'child' THEN 'id' ELSE 'child' END;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO fact_history (relation, key, child, row, made_in)
        SELECT TG_TABLE_NAME, id, to_jsonb(became) ->> of_child, fact_as_kept(TG_TABLE_NAME, to_jsonb(became) - left_out), pg_current_xact_id() FROM became;
    ELSIF TG_OP = 'DELETE' THEN
      UPDATE fact_history SET ended_in = pg_current_xact_id() FROM was
        WHERE relation = TG_TABLE_NAME::text AND key = was.id AND ended_in IS NULL;
    ELSE
      UPDATE fact_history SET ended_in = pg_current_xact_id() FROM was LEFT JOIN became ON became.id = was.id
        WHERE relation = TG_TABLE_NAME::text AND key = was.id AND ended_in IS NULL
          AND (became.id IS NULL OR to_jsonb(became) - left_out IS DISTINCT FROM to_jsonb(was) - left_out);
      INSERT INTO fact_history (relation, key, child, row, made_in)
        SELECT TG_TABLE_NAME, became.id, to_jsonb(became) ->> of_child, fact_as_kept(TG_TABLE_NAME, to_jsonb(became) - left_out), pg_current_xact_id()
        FROM became LEFT JOIN was ON was.id = became.id
        WHERE was.id IS NULL OR to_jsonb(became) - left_out IS DISTINCT FROM to_jsonb(was) - left_out;
      -- One that was severed leads nowhere, not even here: by the old number nobody finds the child again. No decision is made on it.
      IF TG_TABLE_NAME = 'child_identifier' THEN
        DELETE FROM fact_history USING became
          WHERE relation = 'child_identifier' AND key = became.id AND became.child IS NULL AND ended_in IS NOT NULL;
      END IF;
    END IF;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION keep_fact_history FROM PUBLIC`;

// TRUNCATE tells no trigger which rows go, so what it empties would stay in force in the history.
const refusing = `
  CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'what was in force stays known' USING ERRCODE = 'insufficient_privilege';
  END $$`;

/** The SQL of the triggers of one table, after what it holds already has become its first versions. */
export function keptFrom(table: string, leftOut: readonly string[]): string {
  const columns = leftOut.map((column) => `'${column}'`);
  const call = `FOR EACH STATEMENT EXECUTE FUNCTION keep_fact_history(${columns.join(", ")})`;
  const child = { child: "one.id", practitioner: "NULL" }[table] ?? "one.child";
  return `
    INSERT INTO fact_history (relation, key, child, row, made_in)
      SELECT '${table}', one.id, ${child}, fact_as_kept('${table}', to_jsonb(one) - ARRAY[${columns.join(", ")}]::text[]), pg_current_xact_id() FROM ${table} AS one;
    CREATE TRIGGER keep_history_of_new AFTER INSERT ON ${table} REFERENCING NEW TABLE AS became ${call};
    CREATE TRIGGER keep_history_of_changed AFTER UPDATE ON ${table} REFERENCING OLD TABLE AS was NEW TABLE AS became ${call};
    CREATE TRIGGER keep_history_of_removed AFTER DELETE ON ${table} REFERENCING OLD TABLE AS was ${call};
    CREATE TRIGGER keep_history_of_all BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`;
}

// What is lawfully erased goes by the owner's hand: see `eraseHistoryOf`.
const guards = `
  -- Without a path of its own it would ask whichever table somebody made under the name of the catalogue's.
  CREATE FUNCTION refuse_others_than_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
      RAISE EXCEPTION 'history is written by writing facts' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER fact_history_owners BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON fact_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_others_than_owner();
  CREATE TRIGGER fact_history_stays BEFORE UPDATE ON fact_history FOR EACH ROW
    WHEN (OLD.ended_in IS NOT NULL OR NEW.ended_in IS NULL OR (OLD.relation, OLD.key, OLD.child, OLD.row, OLD.made_in)
      IS DISTINCT FROM (NEW.relation, NEW.key, NEW.child, NEW.row, NEW.made_in))
    EXECUTE FUNCTION refuse_change_of_history()`;

function onlyGrows(table: string): string {
  return `
    CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`;
}

/** What keeps every decision replayable: each version of each fact, and the documents of each version of the policy. */
export class History0008 implements MigrationInterface {
  readonly name = "History1764000000308";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
    await runner.query(keeping);
    await runner.query(refusing);
    for (const [table, leftOut] of Object.entries(factTablesAtFirst)) await runner.query(keptFrom(table, leftOut));
    await runner.query(guards);
    for (const table of ["policy_version", "policy_in_force"]) await runner.query(onlyGrows(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(factTablesAtFirst))
      for (const what of ["new", "changed", "removed", "all"]) await runner.query(`DROP TRIGGER keep_history_of_${what} ON ${table}`);
    await runner.query("DROP TABLE fact_history, policy_in_force, policy_version");
    await runner.query("DROP FUNCTION keep_fact_history, fact_as_kept, refuse_change_of_history, refuse_others_than_owner");
  }
}
