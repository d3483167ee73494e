import { Any, type FindOptionsWhere } from "typeorm";
import type { AgencyRecord } from "../../../kit/agency-record.ts";
import { addCounts, type ImportCounts } from "../../../kit/import/counts.ts";
import type { Into } from "../../../kit/import/into.ts";
import type { LeftOut } from "../../../kit/import/left-out.ts";
import { isMarked } from "../../../kit/import/marks.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { Said } from "../../../kit/import/said.ts";
import { type Telling, upsert, withStored } from "../../../kit/import/store.ts";
import type { MarkBook } from "./mark-book.ts";
import type { RecordKind } from "./record-kinds.ts";

/** What a file says of a record. */
export type SaidRecord<Row extends AgencyRecord> = Said<Row> & Pick<AgencyRecord, "id" | "child">;

/** What a file says of some children in one kind of record. */
export interface StoreRecords<Row extends AgencyRecord> extends Into, Pick<Telling<Row>, "asGiven"> {
  readonly kind: RecordKind<Row>;
  /** The children of whom the file speaks, each with the line on which it does. */
  readonly children: ReadonlyMap<string, number>;
  readonly rows: readonly SaidRecord<Row>[];
  /** Whether the file would have a stored record if it still were right. */
  readonly covers: (stored: Row) => boolean;
  /** Whether a stored row is part of a record that the file gives anew; such a part goes with what the record was before. None is, unless said. */
  readonly restated?: (stored: Row) => boolean;
  /** Makes rows that contradict each other agree: given the rows of the file and the others that stay, answers all that are to be stored. Throws ImportRefused. */
  readonly settle?: (rows: readonly Row[], others: readonly Row[]) => readonly Row[];
  readonly book: MarkBook;
}

/**
 * Stores records, completed by what is stored of them, each with its marks. What is stored, covered by the file and no longer in it is listed, and goes if whoever imports asked for that (`notes`).
 *
 * Throws ImportRefused where a record with a mark is no longer there and a new one without is: a corrected date would show what was withheld. A mark on a record that
 * is not there is counted in `leftOut`, since it may be misspelt.
 */
export async function storeRecords<Row extends AgencyRecord>(work: StoreRecords<Row>): Promise<ImportCounts> {
  const { manager, kind, children, book, leftOut, notes } = work;
  const telling = { notes, nameOf: (row: Row) => nameOf(kind, row), ...(work.asGiven === undefined ? {} : { asGiven: work.asGiven }) };
  const complete = await withStored(manager, kind.entity, work.rows, telling);
  const rows = complete.map((row) => ({ ...row, ...kind.marks(row, book) }));
  const stored = await manager.find(kind.entity, { where: { child: Any([...children.keys()]) } as FindOptionsWhere<Row> });
  const ids = new Set(rows.map(({ id }) => id));
  const others = stored.filter((row) => !ids.has(row.id));
  const parts = others.filter((row) => work.restated?.(row) === true);
  const stale = others.filter((row) => !parts.includes(row) && work.covers(row));
  const storedIds = new Set(stored.map(({ id }) => id));
  refuseUnmarkedSuccessors(
    work,
    stale,
    rows.filter(({ id }) => !storedIds.has(id)),
  );
  if (parts.length > 0) await manager.remove(parts);
  const gone = new Set([...parts, ...(await notes.remove(manager, stale, (row) => nameOf(kind, row)))]);
  countIdleMarks(kind, [...rows, ...stored.filter((row) => !gone.has(row))], children, book, leftOut);
  const staying = others.filter((row) => !gone.has(row));
  const settled = work.settle?.(rows, staying) ?? rows;
  return addCounts(await upsert(manager, kind.entity, settled), {
    added: 0,
    changed: parts.length,
    unchanged: 0,
  });
}

/** A record as it is listed for whoever imports. */
function nameOf<Row extends AgencyRecord>({ name, date }: RecordKind<Row>, row: Row): string {
  return `${name} of ${date(row)} of child ${row.child}`;
}

function refuseUnmarkedSuccessors<Row extends AgencyRecord>(
  { kind, file, children, book }: StoreRecords<Row>,
  going: Row[],
  coming: Row[],
): void {
  const marked = going.find((row) => isMarked(book.on(kind.name, row.child, kind.date(row))));
  if (marked === undefined) return;
  const successor = coming.find((row) => row.child === marked.child && !isMarked(book.on(kind.name, row.child, kind.date(row))));
  if (successor === undefined) return;
  throw new ImportRefused({
    file,
    line: children.get(marked.child),
    reason: `replaces the ${kind.name} of ${kind.date(marked)}, which bears a mark, by one of ${kind.date(successor)}, which bears none: mark that day as well, or clear the mark`,
  });
}

/** Counts the marks on records of these children that none of the records bears. */
export function countIdleMarks<Row extends AgencyRecord>(
  kind: RecordKind<Row>,
  records: readonly Row[],
  children: { has(child: string): boolean },
  book: MarkBook,
  leftOut: LeftOut,
): void {
  const there = new Set(records.map((row) => `${row.child} ${kind.date(row)}`));
  const idle = book.setOn(kind.name).filter(({ child, date }) => children.has(child) && !there.has(`${child} ${date}`));
  if (idle.length > 0) leftOut.add(`for now a mark on a record "${kind.name}" that is not there`, idle.length);
}
