import type { EntityManager } from "typeorm";
import { type IndexedChild, readFacts } from "../facts-reader.ts";
import { factTables } from "../fact-tables.ts";

/** The facts as they were. */
export interface Past {
  /** The facts of children as a statement with this snapshot saw them, read by the code that reads them for decisions. Of what no decision looks at, nothing. Throws for a text that is no snapshot. */
  facts(snapshot: string, children: readonly string[]): Promise<readonly (IndexedChild | undefined)[]>;
}

/** Puts views of the past in the place of the tables, for this transaction alone: whoever reads a table in it by its name reads the rows that the chosen snapshot saw. */
export async function openPast(manager: EntityManager): Promise<Past> {
  for (const table of Object.keys(factTables)) await manager.query(viewOf(manager, table));
  return {
    facts: async (snapshot, children) => {
      await manager.query("SELECT set_config('childview.snapshot', $1, true)", [snapshot]);
      return readFacts(manager, children);
    },
  };
}

// Asked once for each statement, as it stands in a query of its own.
const chosen = "(SELECT current_setting('childview.snapshot')::pg_snapshot)";

/** Columns that are looked for, as the indexes of the history have them. A child's id is there twice. */
const indexed: Readonly<Record<string, string>> = {
  id: "version.key",
  "child.id": "version.child",
  child: "version.child",
  household: "version.row ->> 'household'",
};

function viewOf(manager: EntityManager, table: string): string {
  const metadata = manager.connection.entityMetadatas.find(({ tableName }) => tableName === table);
  const names = metadata?.columns.map(({ databaseName }) => databaseName) ?? [];
  const columns = names.map((name) => `${indexed[`${table}.${name}`] ?? indexed[name] ?? `was."${name}"`} AS "${name}"`);
  return `CREATE TEMPORARY VIEW "${table}" AS SELECT ${columns.join(", ")}
    FROM public.fact_history AS version, jsonb_populate_record(NULL::public."${table}", version.row) AS was
    WHERE version.relation = '${table}' AND pg_visible_in_snapshot(version.made_in, ${chosen})
      AND (version.ended_in IS NULL OR NOT pg_visible_in_snapshot(version.ended_in, ${chosen}))`;
}
