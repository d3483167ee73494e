import type { DataSource } from "typeorm";
import type { Clock } from "../clock.ts";
import { canonical } from "./canonical.ts";
import { type Erasure, eraseValues } from "./erase.ts";
import { runsOf } from "./runs.ts";

/** Of which entries values are erased: those about some children, by the identifiers of the service whose log it is, or those recorded before a moment, as their own time says. */
export type Selected = { readonly children: readonly string[] } | { readonly before: Date };

/** What the log says of an erasure for ever, and of which fields it is, if not of all: of a child's entries all but who asked, which is about somebody else. */
export interface Ground extends Pick<Erasure, "by" | "ground"> {
  readonly fields?: readonly string[];
}

/** Of how many entries values are erased at once: the log takes no other entry meanwhile, for some tenths of a second. */
export const mostAtOnce = 2000;

/** How many entries are looked through at once. */
const page = 20_000;

/** The fields that name a child: `subject` is what a change was made to. */
const naming = ["child", "subject"];
/** The field that has what an officer searched for, a child among it. */
const search = "search";
/** The field that is about whoever asked. */
const asker = "person";

/**
 * Erases values of entries that are found by what they are about, or by when they were recorded, and answers how many. In portions, each with an entry that says so, so that others write in between; what is written after it has begun is left.
 * Entries are found by looking through the values themselves: an index over them would keep what is erased for as long as it likes. Asked again, it goes on where it ended. Whatever is in one portion is told to belong together: see docs/audit.md.
 */
export async function eraseSelected(database: DataSource, selected: Selected, ground: Ground, clock: Clock): Promise<number> {
  let values = 0;
  for await (const { indexes, fields } of portionsOf(database, selected, ground.fields)) {
    const { by, ground: why } = ground;
    values += await eraseValues(database, { entries: runsOf(indexes), fields, by, ground: why }, clock());
  }
  return values;
}

interface Portion {
  readonly indexes: readonly number[];
  readonly fields: readonly string[];
}

async function* portionsOf(database: DataSource, selected: Selected, wanted: readonly string[] | undefined): AsyncGenerator<Portion> {
  const [row] = await database.query<{ size: string }[]>("SELECT coalesce(max(index) + 1, 0) AS size FROM audit_entry");
  const size = Number(row?.size);
  let waiting = new Map<number, string[]>();
  for (let from = 0; from < size; from += page) {
    const found = await valuesOf(database, selected, from, Math.min(size, from + page));
    for (const { index, field } of found) {
      if (wanted !== undefined ? !wanted.includes(field) : "children" in selected && field === asker) continue;
      if (!waiting.has(Number(index)) && waiting.size === mostAtOnce) {
        yield portionOf(waiting);
        waiting = new Map();
      }
      waiting.set(Number(index), [...(waiting.get(Number(index)) ?? []), field]);
    }
  }
  if (waiting.size > 0) yield portionOf(waiting);
}

function portionOf(waiting: ReadonlyMap<number, readonly string[]>): Portion {
  return { indexes: [...waiting.keys()], fields: [...new Set([...waiting.values()].flat())].sort() };
}

/** The values, by their names alone, that are still there of the entries in a range that were selected, in the order of the log. */
function valuesOf(database: DataSource, selected: Selected, from: number, to: number): Promise<{ index: string; field: string }[]> {
  if ("before" in selected)
    return database.query(
      // An entry's text begins with its time, in the one form that RFC 8785 gives it: {"at":"2026-…Z",
      `SELECT index, field FROM audit_value JOIN audit_entry USING (index)
       WHERE index >= $1 AND index < $2 AND substr(entry, 8, 24) COLLATE "C" < $3 ORDER BY index, field`,
      [from, to, selected.before.toISOString()],
    );
  return database.query(
    `SELECT index, field FROM audit_value WHERE index IN (
       SELECT index FROM audit_value WHERE index >= $1 AND index < $2
         AND (field = ANY($3::text[]) AND value = ANY($4::text[]) OR CASE WHEN field = $5 THEN
           EXISTS (SELECT FROM jsonb_array_elements(value::jsonb) AS by WHERE (by -> 'childId')::text = ANY($4::text[])) END)
     ) ORDER BY index, field`,
    [from, to, naming, selected.children.map((child) => canonical(child)), search],
  );
}
