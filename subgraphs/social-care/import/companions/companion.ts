import type { EntityManager } from "typeorm";
import type { z } from "zod";
import type { AgencyRecord } from "../../../kit/agency-record.ts";
import { readCsv, type Row } from "../../../kit/import/csv.ts";
import type { ImportCounts } from "../../../kit/import/counts.ts";
import type { LeftOut } from "../../../kit/import/left-out.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { FileKind } from "../file-kind.ts";
import { keysOfRows } from "../store/known-children.ts";
import { MarkBook, unmarked } from "../store/mark-book.ts";
import type { RecordKind } from "../store/record-kinds.ts";
import { type SaidRecord, storeRecords } from "../store/store-records.ts";

/** The part of a record that every row of a file gives in the same way. */
type Common = Pick<AgencyRecord, "id" | "child" | "aboutOther" | "withheldFromFamily">;

/** A CSV file of one kind of record, of which each row is a record. */
interface Companion<Value extends { child: string }, Record extends AgencyRecord> {
  readonly name: string;
  readonly knownBy: readonly string[];
  readonly columns: z.ZodObject & z.ZodType<Value>;
  readonly kind: RecordKind<Record>;
  /** What a record is known by, apart from child and kind: no two rows of a child may agree in it. */
  readonly naturalKey: (value: Value) => readonly string[];
  readonly record: (value: Value, common: Common) => SaidRecord<Record>;
  /** See `Telling`. */
  readonly asGiven?: (stored: Record) => Record;
  /** Of the records that are stored of a child, those that the file would have; all of them unless said otherwise. */
  readonly covers?: (stored: Record, rowsOfChild: readonly Row<Value>[]) => boolean;
  /** Makes records of the file and stored ones agree that contradict each other; see `StoreRecords`. */
  readonly settle?: (rows: readonly Record[], others: readonly Record[], into: Settling) => readonly Record[];
  /** Works out again what is derived from the records of these children. */
  readonly derive?: (manager: EntityManager, children: readonly string[], keyOf: (child: string) => string) => Promise<unknown>;
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
export function companion<Value extends { child: string }, Record extends AgencyRecord>(spec: Companion<Value, Record>): FileKind {
  return {
    name: spec.name,
    knownBy: spec.knownBy,
    read: (file, leftOut) => {
      const rows = readCsv(file, spec.columns, leftOut) as Row<Value>[];
      refuseRepeated(file.name, rows, spec);
      return { store: (manager, leftOut, notes) => store({ manager, file: file.name, leftOut, notes }, rows, spec) };
    },
  };
}

/** Where the rows of a file are stored to. */
interface Into {
  readonly manager: EntityManager;
  readonly file: string;
  readonly leftOut: LeftOut;
  readonly notes: Notes;
}

async function store<Value extends { child: string }, Record extends AgencyRecord>(
  { manager, file, leftOut, notes }: Into,
  rows: readonly Row<Value>[],
  spec: Companion<Value, Record>,
): Promise<ImportCounts> {
  const keyOf = await keysOfRows(manager, file, rows);
  await spec.check?.(file, rows, manager);
  const byChild = rowsByChild(rows);
  const identify = (value: Value): Common => ({
    id: recordId(spec.kind.name, keyOf(value.child), ...spec.naturalKey(value)),
    child: value.child,
    ...unmarked,
  });
  const { settle, asGiven } = spec;
  const lineOf = (child: string): number => byChild.get(child)?.[0]?.line ?? 1;
  const counts = await storeRecords<Record>({
    manager,
    kind: spec.kind,
    file,
    children: new Map([...byChild.keys()].map((child) => [child, lineOf(child)])),
    rows: rows.map(({ value }) => spec.record(value, identify(value))),
    covers: (stored) => spec.covers?.(stored, byChild.get(stored.child) ?? []) ?? true,
    book: await MarkBook.load(manager, [...byChild.keys()]),
    ...(settle === undefined ? {} : { settle: (rows, others) => settle(rows, others, { file, lineOf, notes }) }),
    ...(asGiven === undefined ? {} : { asGiven }),
    leftOut,
    notes,
  });
  await spec.derive?.(manager, [...byChild.keys()], keyOf);
  return counts;
}

/** Groups rows by child, in the order of the file. */
export function rowsByChild<Value extends { child: string }>(rows: readonly Row<Value>[]): Map<string, Row<Value>[]> {
  const byChild = new Map<string, Row<Value>[]>();
  for (const row of rows) {
    const own = byChild.get(row.value.child);
    if (own === undefined) byChild.set(row.value.child, [row]);
    else own.push(row);
  }
  return byChild;
}

function refuseRepeated<Value extends { child: string }>(
  file: string,
  rows: readonly Row<Value>[],
  { naturalKey }: { naturalKey: (value: Value) => readonly string[] },
): void {
  const lines = new Map<string, number>();
  for (const { line, value } of rows) {
    const key = JSON.stringify([value.child, ...naturalKey(value)]);
    const earlier = lines.get(key);
    if (earlier !== undefined) throw new ImportRefused({ file, line, reason: `is of the same record as line ${earlier}` });
    lines.set(key, line);
  }
}
