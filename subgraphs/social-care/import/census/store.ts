import { Any, type EntityManager } from "typeorm";
import type { AgencyRecord } from "../../../kit/agency-record.ts";
import { addCounts, type ImportCounts } from "../../../kit/import/counts.ts";
import type { LeftOut } from "../../../kit/import/left-out.ts";
import { upsert } from "../../../kit/import/store.ts";
import { RecordedDisability } from "../../records/disability.ts";
import { refreshStatus } from "../store/case-status.ts";
import { addKnownChildren, keyFrom, recordKeys } from "../store/known-children.ts";
import { MarkBook } from "../store/mark-book.ts";
import * as kinds from "../store/record-kinds.ts";
import { storeRecords, type StoreRecords } from "../store/store-records.ts";
import type { Census } from "./census.ts";
import { rowsOf } from "./rows.ts";

/**
 * Stores a census. Of the children in it, it is the whole truth about its own year: a record of that year that it no longer has goes. What ended before that year is not
 * in it, and stays.
 */
export async function storeCensus(manager: EntityManager, { file, from, children: read }: Census, leftOut: LeftOut): Promise<ImportCounts> {
  const children = new Map(read.map(({ child, line }) => [child, line]));
  const names = [...children.keys()];
  const known = await addKnownChildren(manager, names);
  const keyOf = keyFrom(await recordKeys(manager, names));
  const book = await MarkBook.load(manager, names);
  const rows = rowsOf(read, keyOf);
  const stillIn = (ended: string | null): boolean => ended === null || ended >= from;
  const store = <Row extends AgencyRecord>(work: Pick<StoreRecords<Row>, "kind" | "rows" | "covers">): Promise<ImportCounts> =>
    storeRecords({ manager, file, children, book, leftOut, ...work });

  return addCounts(
    known,
    await store({
      kind: kinds.referrals,
      rows: rows.referrals,
      covers: (row) => stillIn(row.noFurtherAction ? row.referredOn : row.closedOn),
    }),
    await store({ kind: kinds.assessments, rows: rows.assessments, covers: (row) => stillIn(row.authorisedOn) }),
    await store({
      kind: kinds.assessmentEntries,
      rows: rows.assessmentEntries,
      covers: (row) => row.findingsStartedOn !== null && stillIn(row.assessedOn),
    }),
    await store({ kind: kinds.childInNeedPlans, rows: rows.childInNeedPlans, covers: (row) => stillIn(row.endedOn) }),
    await store({
      kind: kinds.section47Enquiries,
      rows: rows.section47Enquiries,
      covers: (row) => stillIn(row.conferenceOn ?? row.startedOn),
    }),
    await store({ kind: kinds.childProtectionPlans, rows: rows.childProtectionPlans, covers: (row) => stillIn(row.endedOn) }),
    await storeDisabilities(manager, names, rows.disabilities),
    await refreshStatus(manager, names, keyOf),
  );
}

/** Disabilities have no dates: those that the census does not have are no longer on record. */
async function storeDisabilities(manager: EntityManager, children: string[], rows: RecordedDisability[]): Promise<ImportCounts> {
  const ids = new Set(rows.map(({ id }) => id));
  const stored = await manager.find(RecordedDisability, { where: { child: Any(children) } });
  const stale = stored.filter(({ id }) => !ids.has(id));
  if (stale.length > 0) await manager.remove(stale);
  return addCounts(await upsert(manager, RecordedDisability, rows), { added: 0, changed: stale.length, unchanged: 0 });
}
