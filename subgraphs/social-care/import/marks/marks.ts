import { Any } from "typeorm";
import { z } from "zod";
import type { ImportCounts } from "../../../kit/import/counts.ts";
import { code, date, flag, optional, optionalDate, optionalText, pastDate } from "../../../kit/import/csv-fields.ts";
import { at } from "../../../kit/import/elements.ts";
import type { Into } from "../../../kit/import/into.ts";
import { keyFrom, recordKeys } from "../../../kit/import/known-children.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import type { Row } from "../../../kit/import/row.ts";
import type { Said } from "../../../kit/import/said.ts";
import { upsert, withStored } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { CarePlacement } from "../../records/placement.ts";
import { RecordMark } from "../../records/record-mark.ts";
import { childId, inOrder } from "../fields.ts";
import { onePlacementAtATime } from "../ssda903/one-placement.ts";
import { refreshStatus } from "../store/case-status.ts";
import { MarkBook } from "../store/mark-book.ts";
import { markables } from "./remark.ts";

const columns = z
  .object({
    kind: at(
      "record",
      code(
        markables.map(({ name }) => name),
        "a kind of record that can be marked",
      ),
    ),
    child: childId,
    date,
    aboutOther: at("about_other", flag),
    withheldFromFamily: at("withheld_from_family", flag),
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
export const marks = tableKind({
  name: "marks",
  knownBy: ["kind", "child", "aboutOther"],
  columns,
  keys: [{ of: ({ kind, child, date: day }) => [kind, child, day], says: (line) => `marks the same record as line ${line}` }],
  store: storeMarks,
});

async function storeMarks(rows: readonly MarkRow[], into: Into): Promise<ImportCounts> {
  const { manager, file, notes, leftOut } = into;
  const complete = await completeMarks(rows, into);
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
  await upsert(manager, CarePlacement, onePlacementAtATime([], placements, { file, lineOf: () => 1, notes }));
  await refreshStatus(manager, known, keyFrom(keys));
  return counts;
}

/** A mark whose last day the row leaves empty lasts: that says something, and keeps more from others and not less, so nobody has to ask for it. */
async function completeMarks(rows: readonly MarkRow[], { manager, notes }: Into): Promise<RecordMark[]> {
  const said = rows.map(({ value }): Said<RecordMark> & { id: string } => ({
    id: recordId("mark", value.kind, value.child, value.date),
    ...value,
  }));
  const lasting = new Set(said.filter(({ until }) => until === null).map(({ id }) => id));
  const complete = await withStored(
    manager,
    RecordMark,
    said.map((mark) => (lasting.has(mark.id) ? { ...mark, until: undefined } : mark)),
    { notes, nameOf: ({ kind, child, date: day }) => `the mark on the ${kind} of ${day} of child ${child}` },
  );
  return complete.map((mark) => (lasting.has(mark.id) ? { ...mark, until: null } : mark));
}
