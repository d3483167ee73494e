import { Any, type EntityManager } from "typeorm";
import { z } from "zod";
import type { ImportCounts } from "../../../kit/import/counts.ts";
import { code, date, flag, optional, optionalDate, optionalText } from "../../../kit/import/csv-fields.ts";
import { readCsv, type Row } from "../../../kit/import/csv.ts";
import type { LeftOut } from "../../../kit/import/left-out.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { Said } from "../../../kit/import/said.ts";
import { upsert, withStored } from "../../../kit/import/store.ts";
import { CarePlacement } from "../../records/placement.ts";
import { RecordMark } from "../../records/record-mark.ts";
import type { Settling } from "../companions/companion.ts";
import { childId, inOrder, pastDate } from "../fields.ts";
import type { FileKind } from "../file-kind.ts";
import { onePlacementAtATime } from "../ssda903/one-placement.ts";
import { refreshStatus } from "../store/case-status.ts";
import { keyFrom, recordKeys } from "../store/known-children.ts";
import { MarkBook } from "../store/mark-book.ts";
import { markables } from "./remark.ts";

const columns = z
  .strictObject({
    record: code(
      markables.map(({ name }) => name),
      "a kind of record that can be marked",
    ),
    child: childId,
    date,
    about_other: flag,
    withheld_from_family: flag,
    author: optionalText,
    ground: optionalText,
    from: optional(pastDate),
    until: optionalDate,
  })
  .refine(({ from, until }) => inOrder(from, until), { path: ["until"], message: "is before the day on which it begins" });

type MarkRow = Row<z.output<typeof columns>>;

/**
 * Marks on records: `record, child, date, about_other, withheld_from_family` and, where they are known, `author, ground, from, until`. `record` is the kind, `date` the
 * day on which the record began or was made; the mark holds for every record that fits. A mark stays until a row clears it with `no, no`, or its last day is past: a row
 * that is missing from a later file clears nothing. Marks come before the records, so that no record is ever stored without its marks; one that no record bears is said,
 * since it may be misspelt.
 *
 * Marks stand on the records themselves. So one holds as soon as it is imported, and begins on no later day; and one whose last day is past is lifted by the first import
 * that brings the record again, or any mark on the same child.
 */
export const marks: FileKind = {
  name: "marks",
  knownBy: ["record", "child", "about_other"],
  read: (file, leftOut) => {
    const rows = readCsv(file, columns, leftOut);
    refuseRepeated(file.name, rows);
    return { store: (manager, leftOut, notes) => storeMarks(manager, rows, leftOut, { file: file.name, lineOf: () => 1, notes }) };
  },
};

async function storeMarks(manager: EntityManager, rows: readonly MarkRow[], leftOut: LeftOut, settling: Settling): Promise<ImportCounts> {
  const complete = await completeMarks(manager, rows, settling);
  const counts = await upsert(manager, RecordMark, complete);
  const named = [...new Set(rows.map(({ value }) => value.child))];
  const keys = await recordKeys(manager, named);
  const known = named.filter((child) => keys.has(child));
  const waiting = rows.filter(({ value }) => !keys.has(value.child)).length;
  if (waiting > 0) leftOut.add("for now a mark on a child who is not known", waiting);
  const book = await MarkBook.load(manager, known);
  for (const { remark } of markables) await remark(manager, known, book, leftOut);
  // A placement may have ended another, and bear a mark from now on of which that end would tell.
  const placements = await manager.find(CarePlacement, { where: { child: Any(known) } });
  await upsert(manager, CarePlacement, onePlacementAtATime([], placements, settling));
  await refreshStatus(manager, known, keyFrom(keys));
  return counts;
}

/** A mark whose last day the row leaves empty lasts: that says something, and keeps more from others and not less, so nobody has to ask for it. */
async function completeMarks(manager: EntityManager, rows: readonly MarkRow[], { notes }: Settling): Promise<RecordMark[]> {
  const said = rows.map(markOf);
  const lasting = new Set(said.filter(({ until }) => until === null).map(({ id }) => id));
  const complete = await withStored(
    manager,
    RecordMark,
    said.map((mark) => (lasting.has(mark.id) ? { ...mark, until: undefined } : mark)),
    { notes, nameOf: ({ kind, child, date: day }) => `the mark on the ${kind} of ${day} of child ${child}` },
  );
  return complete.map((mark) => (lasting.has(mark.id) ? { ...mark, until: null } : mark));
}

function markOf({
  value: { record, child, date: day, about_other, withheld_from_family, ...basis },
}: MarkRow): Said<RecordMark> & { id: string } {
  return {
    id: recordId("mark", record, child, day),
    kind: record,
    child,
    date: day,
    aboutOther: about_other,
    withheldFromFamily: withheld_from_family,
    ...basis,
  };
}

function refuseRepeated(file: string, rows: readonly MarkRow[]): void {
  const lines = new Map<string, number>();
  for (const row of rows) {
    const { id } = markOf(row);
    const earlier = lines.get(id);
    if (earlier !== undefined) throw new ImportRefused({ file, line: row.line, reason: `marks the same record as line ${earlier}` });
    lines.set(id, row.line);
  }
}
