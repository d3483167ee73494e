import type { EntityManager } from "typeorm";
import type { z } from "zod";
import type { AgencyRecord } from "../../../kit/agency-record.ts";
import type { ImportCounts } from "../../../kit/import/counts.ts";
import { grouped } from "../../../kit/import/grouped.ts";
import type { Into } from "../../../kit/import/into.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { type KeyOf, keysOfKnown } from "../../../kit/import/known-children.ts";
import { unmarked } from "../../../kit/marks.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import type { Row } from "../../../kit/import/row.ts";
import type { Said } from "../../../kit/import/said.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { unknownChild } from "../fields.ts";
import { MarkBook } from "../store/mark-book.ts";
import type { RecordKind } from "../store/record-kinds.ts";
import { storeRecords } from "../store/store-records.ts";

/** A row of such a table: elements of a record of a child. */
type RowOf<Record> = Said<Record> & { readonly child: string };

/** A table of one kind of record, of which each row is a record: its columns are the elements of the record. */
interface Companion<Value extends RowOf<Record>, Record extends AgencyRecord> {
  readonly name: string;
  readonly knownBy: readonly (keyof Value & string)[];
  readonly columns: z.ZodObject & z.ZodType<Value>;
  readonly kind: RecordKind<Record>;
  /** What a record is known by, apart from child and kind: no two rows of a child may agree in it. */
  readonly naturalKey: (value: Value) => readonly string[];
  /** What is the same for each record of such a file, and is in none of its columns. */
  readonly besides?: Said<Record>;
  /** See `Telling`. */
  readonly asGiven?: (stored: Record) => Record;
  /** Of the records that are stored of a child, those that the file would have; all of them unless said otherwise. */
  readonly covers?: (stored: Record, rowsOfChild: readonly Row<Value>[]) => boolean;
  /** Makes records of the file and stored ones agree that contradict each other; see `StoreRecords`. */
  readonly settle?: (rows: readonly Record[], others: readonly Record[], into: Settling) => readonly Record[];
  /** Works out again what is derived from the records of these children. */
  readonly derive?: (manager: EntityManager, children: readonly string[], keyOf: KeyOf) => Promise<unknown>;
  /** Checks what needs the rows of a file together, or the database; throws ImportRefused. */
  readonly check?: (file: string, rows: readonly Row<Value>[], manager: EntityManager) => void | Promise<void>;
}

/** For what is said of records that were made to agree, or refused: the file, the line on which it first speaks of a child, and where remarks go. */
export interface Settling {
  readonly file: string;
  readonly lineOf: (child: string) => number;
  readonly notes: Notes;
}

/**
 * Makes a kind of file of it. Such a file may be the whole list for the children it names, and says nothing of others: a record of a named child that it does not have
 * is listed, and goes if that was asked for.
 * Rows of a child whom the agency does not know are refused.
 */
export function companion<Value extends RowOf<Record>, Record extends AgencyRecord>(spec: Companion<Value, Record>): FileKind {
  const { name, knownBy, columns, naturalKey } = spec;
  return tableKind<Value>({
    name,
    knownBy,
    columns,
    keys: [{ of: (value) => [value.child, ...naturalKey(value)], says: (line) => `is of the same record as line ${line}` }],
    store: (rows, into) => store(rows, into, spec),
  });
}

async function store<Value extends RowOf<Record>, Record extends AgencyRecord>(
  rows: readonly Row<Value>[],
  into: Into,
  spec: Companion<Value, Record>,
): Promise<ImportCounts> {
  const { manager, file, notes } = into;
  const { kind, settle, asGiven } = spec;
  const keyOf = await keysOfKnown(manager, file, rows, unknownChild);
  await spec.check?.(file, rows, manager);
  const byChild = grouped(rows, ({ value }) => value.child);
  const lineOf = (child: string): number => byChild.get(child)?.[0]?.line ?? 1;
  const counts = await storeRecords<Record>({
    ...into,
    kind,
    children: new Map([...byChild.keys()].map((child) => [child, lineOf(child)])),
    rows: rows.map(({ value }) => ({
      ...value,
      ...spec.besides,
      ...unmarked,
      id: recordId(kind.name, keyOf(value.child), ...spec.naturalKey(value)),
    })),
    covers: (stored) => spec.covers?.(stored, byChild.get(stored.child) ?? []) ?? true,
    book: await MarkBook.load(manager, [...byChild.keys()]),
    ...(settle === undefined ? {} : { settle: (own, others) => settle(own, others, { file, lineOf, notes }) }),
    ...(asGiven === undefined ? {} : { asGiven }),
  });
  await spec.derive?.(manager, [...byChild.keys()], keyOf);
  return counts;
}
