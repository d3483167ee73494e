import { Any } from "typeorm";
import { z } from "zod";
import { coded, date, optional, optionalDate, text } from "../../../kit/import/csv-fields.ts";
import { at } from "../../../kit/import/elements.ts";
import type { Into } from "../../../kit/import/into.ts";
import { makeKnown } from "../../../kit/import/known-children.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import type { ImportCounts } from "../../../kit/import/counts.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import type { Row } from "../../../kit/import/row.ts";
import { upsert, withStored } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { enrolmentStatus, yearGroup } from "../../code-lists/school.ts";
import { settingType } from "../../code-lists/settings.ts";
import { Enrolment } from "../../records/enrolment.ts";
import { inOrder } from "../checks.ts";
import { upn, urn } from "../fields.ts";
import { followed, nameOf, onePlaceAtATime } from "./one-place.ts";

const columns = inOrder(
  z.object({
    child: at("UPN", upn),
    urn: at("URN", urn),
    name: at("SchoolName", text),
    type: at("SchoolType", coded(settingType, "a kind of setting")),
    yearGroup: at("NCyearActual", optional(coded(yearGroup, "a year group"))),
    status: at("EnrolStatus", coded(enrolmentStatus, "an enrolment status")),
    entryDate: at("EntryDate", date),
    leavingDate: at("LeavingDate", optionalDate),
    ...markColumns,
  }),
  "entryDate",
  "leavingDate",
);

type Value = z.output<typeof columns>;

/** Enrolments, after the school census. They make their children known. */
export const enrolment = tableKind({
  name: "enrolment",
  knownBy: ["child", "status", "entryDate"],
  columns,
  keys: [{ at: "child", of: ({ child, urn: school, entryDate }) => [child, school, entryDate] }],
  store,
});

async function store(rows: readonly Row<Value>[], { manager, file, notes }: Into): Promise<ImportCounts> {
  const upns = rows.map(({ value }) => value.child);
  const { keyOf } = await makeKnown(manager, upns);
  const stored = await manager.find(Enrolment, { where: { child: Any([...new Set(upns)]) } });
  const said = rows.map(({ value: { urn: school, name, type, ...enrolled } }) => ({
    ...enrolled,
    id: recordId("enrolment", keyOf(enrolled.child), school, enrolled.entryDate),
    setting: { urn: school, ukprn: null, name, type },
  }));
  const ends = followed(said, stored);
  const complete = await withStored(
    manager,
    Enrolment,
    said.map((one) => (ends.has(one.id) ? { ...one, leavingDate: undefined } : one)),
    { notes, nameOf },
  );
  const given = complete.map((value, index) => ({
    line: rows[index]?.line ?? 1,
    value: ends.get(value.id) === false ? { ...value, leavingDate: null } : value,
  }));
  return upsert(manager, Enrolment, onePlaceAtATime(given, stored, file, notes));
}
