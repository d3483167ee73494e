import type { DataSource } from "typeorm";
import { readRecorded, type RecordedEntry } from "./recorded-entry.ts";

/** Of whom the entries are: of a child, of the person who asked, or of anybody. */
export interface OfWhom {
  readonly field: "child" | "person";
  readonly value: string;
}

/** What of the log is read. */
export interface Reading {
  /** All entries unless given. */
  readonly of?: OfWhom | undefined;
  /** Only entries of this moment and before. */
  readonly until: Date;
  /** Only entries of this moment and after. */
  readonly since?: Date | undefined;
}

/** How many entries one statement reads. */
const atOnce = 500;
/** The longest, in milliseconds, that an operation is under way before its entry is stored, with what clocks of replicas differ. Entries stand in the order in which they were stored; this is how far that is from the order of their moments. */
const underWay = 120_000;

interface Row {
  readonly index: string;
  readonly entry: string;
  readonly values: unknown;
}

/**
 * Goes through entries of the log by their moments, newest first, in lots: each statement reads as many as another, however long the log is. The lots may be empty. Entries of one moment stand by their ids, so that the order does not depend on their places in the
 * log, which tell how many others there are between.
 */
export async function* newestFirst(database: DataSource, { of, until, since }: Reading): AsyncGenerator<RecordedEntry[]> {
  const top = await sizeAt(database, "made_at >= $1 ORDER BY made_at, size", new Date(until.getTime() + underWay));
  const bottom = since === undefined ? 0 : ((await sizeAt(database, "made_at <= $1 ORDER BY made_at DESC, size DESC", since)) ?? 0);
  const within = ({ at }: RecordedEntry) => at <= until && (since === undefined || at >= since);
  let [below, waiting]: [number, RecordedEntry[]] = [top ?? Number.MAX_SAFE_INTEGER, []];
  for (;;) {
    const rows = await read(database, of, bottom, below);
    const entries = rows.flatMap(({ entry, values }) => readRecorded(entry, values) ?? []);
    const last = rows.at(-1);
    const all = [...waiting, ...entries].sort(byMoment);
    if (last === undefined || rows.length < atOnce) {
      yield all.filter(within);
      return;
    }
    below = Number(last.index);
    const settled = Math.min(...entries.map(({ at }) => at.getTime())) + underWay;
    waiting = all.filter(({ at }) => at.getTime() <= settled);
    yield all.filter(({ at }) => at.getTime() > settled).filter(within);
  }
}

/** The newest first; of one moment by id. */
export function byMoment(one: Pick<RecordedEntry, "at" | "id">, other: Pick<RecordedEntry, "at" | "id">): number {
  return other.at.getTime() - one.at.getTime() || (one.id < other.id ? -1 : Number(one.id > other.id));
}

async function sizeAt(database: DataSource, which: string, moment: Date): Promise<number | undefined> {
  const [row] = await database.query<{ size: string }[]>(`SELECT size FROM audit_checkpoint WHERE ${which} LIMIT 1`, [moment]);
  return row === undefined ? undefined : Number(row.size);
}

const values = `(SELECT json_object_agg(beside.field, beside.value::json) FROM audit_value AS beside
  WHERE beside.index = recorded.index AND beside.field IN ('child', 'person', 'subject', 'override'))`;

function read(database: DataSource, of: OfWhom | undefined, bottom: number, below: number): Promise<Row[]> {
  if (of === undefined)
    return database.query<Row[]>(
      `SELECT recorded.index, recorded.entry, ${values} AS values FROM audit_entry AS recorded
       WHERE recorded.index >= $1 AND recorded.index < $2 ORDER BY recorded.index DESC LIMIT ${String(atOnce)}`,
      [bottom, below],
    );
  const value = JSON.stringify(of.value);
  return database.query<Row[]>(
    `SELECT recorded.index, recorded.entry, ${values} AS values FROM audit_value AS whom JOIN audit_entry AS recorded ON recorded.index = whom.index
     WHERE whom.field = '${of.field}' AND left(whom.value, 100) = left($3, 100) AND whom.value = $3 AND whom.index >= $1 AND whom.index < $2
     ORDER BY whom.index DESC LIMIT ${String(atOnce)}`,
    [bottom, below, value],
  );
}
