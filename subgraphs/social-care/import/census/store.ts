import { Any } from "typeorm";
import type { AgencyRecord } from "../../../kit/agency-record.ts";
import { addCounts, type ImportCounts } from "../../../kit/import/counts.ts";
import type { Into } from "../../../kit/import/into.ts";
import { makeKnown } from "../../../kit/import/known-children.ts";
import type { Row } from "../../../kit/import/row.ts";
import { upsert } from "../../../kit/import/store.ts";
import { RecordedDisability } from "../../records/disability.ts";
import { refreshStatus } from "../store/case-status.ts";
import { keepDeaths } from "../store/deaths.ts";
import { MarkBook } from "../store/mark-book.ts";
import * as kinds from "../store/record-kinds.ts";
import { storeRecords, type StoreRecords } from "../store/store-records.ts";
import type { CensusChild } from "./elements.ts";
import { rowsOf } from "./rows.ts";

/** The first day of the year that a census covers and its reference date: cases closed before the one, or begun after the other, are not in it. */
interface Covered {
  readonly from: string;
  readonly until: string;
}

/**
 * Stores a census. Of the children whose cases are in it, it has every case that was open in its own year up to its reference date: a record of that time that it no
 * longer has is listed, and goes if that was asked for. What ended before that year, or began after that day, it does not speak of.
 */
export async function storeCensus(into: Into, given: readonly Row<CensusChild>[], { from, until }: Covered): Promise<ImportCounts> {
  const { manager } = into;
  const read = given.map(({ value }) => value);
  const children = new Map(given.map(({ line, value }) => [value.child, line]));
  const names = [...children.keys()];
  const withCases = new Set(read.flatMap(({ child, cases }) => (cases.length > 0 ? [child] : [])));
  const { keyOf, added, known } = await makeKnown(manager, names);
  const book = await MarkBook.load(manager, names);
  const rows = rowsOf(read, keyOf);
  const store = <Row extends AgencyRecord>({ ended, ...work }: Kept<Row>): Promise<ImportCounts> => {
    const inTime = (row: Row): boolean => work.kind.date(row) <= until && (ended(row) ?? from) >= from;
    return storeRecords({
      ...into,
      children,
      book,
      ...work,
      covers: (row) => withCases.has(row.child) && inTime(row),
    });
  };

  return addCounts(
    { added, changed: 0, unchanged: known },
    await keepDeaths(manager, new Map(read.flatMap(({ child, diedOn }) => (diedOn === null ? [] : [[child, diedOn]])))),
    await store({
      kind: kinds.referrals,
      rows: rows.referrals,
      ended: (row) => (row.noFurtherAction ? row.referredOn : row.closedOn),
    }),
    await store({
      kind: kinds.assessments,
      rows: rows.assessments,
      ended: (row) => row.authorisedOn,
      restated: (row) => rows.found.has(row.assessment),
      asGiven: (row) => (rows.found.has(row.assessment) ? { ...row, factors: [] } : row),
    }),
    await store({
      kind: kinds.assessmentEntries,
      rows: rows.assessmentEntries,
      // The list for the index has the others.
      ended: (row) => (row.findingsStartedOn === null ? beforeAll : row.assessedOn),
    }),
    await store({ kind: kinds.childInNeedPlans, rows: rows.childInNeedPlans, ended: (row) => row.endedOn }),
    await store({ kind: kinds.section47Enquiries, rows: rows.section47Enquiries, ended: (row) => row.conferenceOn ?? row.startedOn }),
    await store({ kind: kinds.childProtectionPlans, rows: rows.childProtectionPlans, ended: (row) => row.endedOn }),
    await storeDisabilities(into, read, rows.disabilities),
    await refreshStatus(manager, names, keyOf),
  );
}

/** One kind of record of a census. `ended` is the day by which a stored one ended, null while it lasts. */
interface Kept<Row extends AgencyRecord> extends Pick<StoreRecords<Row>, "kind" | "rows" | "restated" | "asGiven"> {
  readonly ended: (row: Row) => string | null;
}

/** Before the first day of every census. */
const beforeAll = "";

/** Disabilities have no dates, and one that goes from the record is listed like anything else. A child without the element is a child of whom the census says nothing. */
async function storeDisabilities(
  { manager, notes }: Into,
  read: readonly CensusChild[],
  rows: RecordedDisability[],
): Promise<ImportCounts> {
  const said = read.flatMap(({ child, disabilities }) => (disabilities.length === 0 ? [] : [child]));
  const ids = new Set(rows.map(({ id }) => id));
  const stored = await manager.find(RecordedDisability, { where: { child: Any(said) } });
  const missing = stored.filter(({ id }) => !ids.has(id));
  await notes.remove(manager, missing, ({ child, disability }) => `disability ${disability.code} of child ${child}`);
  return upsert(manager, RecordedDisability, rows);
}
