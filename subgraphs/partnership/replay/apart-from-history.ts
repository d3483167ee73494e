import type { EntityManager } from "typeorm";
import { factTables } from "../fact-tables.ts";

/** Rows of one table that are not what their history says. */
export interface Apart {
  readonly table: string;
  readonly count: number;
  /** The ids of the first of them. */
  readonly ids: readonly string[];
}

const mostNamed = 5;

/** The tables of which the database holds something else than the last version of its history: what was changed while no version was kept, which nobody does who uses the service. Before the past is opened: then the tables' names stand for it. */
export async function apartFromHistory(manager: EntityManager): Promise<readonly Apart[]> {
  const found: Apart[] = [];
  for (const table of Object.keys(factTables)) {
    const [row] = await manager.query<{ count: string; ids: string[] | null }[]>(apart(table));
    if (Number(row?.count) > 0) found.push({ table, count: Number(row?.count), ids: row?.ids ?? [] });
  }
  return found;
}

// Compared is what the version has: a column that came later is in no older one.
function apart(table: string): string {
  return `SELECT count(*) AS count, (array_agg(id ORDER BY id))[1:${String(mostNamed)}] AS ids FROM (
      SELECT coalesce(held.id, last.key) AS id FROM public."${table}" AS held
      FULL JOIN (SELECT key, row FROM public.fact_history WHERE relation = '${table}' AND ended_in IS NULL) AS last ON last.key = held.id
      WHERE held.id IS NULL OR last.key IS NULL
        OR last.row IS DISTINCT FROM (SELECT jsonb_object_agg(name, public.fact_as_kept('${table}', to_jsonb(held)) -> name) FROM jsonb_object_keys(last.row) AS name)
    ) AS apart`;
}
