import { Any } from "typeorm";
import { z } from "zod";
import { date, optional, optionalDate, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { upsert, withStored } from "../../../kit/import/store.ts";
import { enrolmentStatus, yearGroup } from "../../code-lists/school.ts";
import { settingType } from "../../code-lists/settings.ts";
import { Enrolment } from "../../records/enrolment.ts";
import { inOrder, refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, upn, urn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { keyOf, makeKnown } from "../known-children.ts";
import { givenMarks } from "../marks.ts";
import { followed, nameOf, onePlaceAtATime } from "./one-place.ts";

const columns = z
  .strictObject({
    UPN: upn,
    URN: urn,
    SchoolName: text,
    SchoolType: codeOf(settingType, "a kind of setting"),
    NCyearActual: optional(codeOf(yearGroup, "a year group")),
    EnrolStatus: codeOf(enrolmentStatus, "an enrolment status"),
    EntryDate: date,
    LeavingDate: optionalDate,
    ...markColumns,
  })
  .superRefine(inOrder("EntryDate", "LeavingDate"));

/** Enrolments, after the school census. They make their children known. */
export const enrolment = fileKind({
  name: "enrolment",
  order: 10,
  signature: ["UPN", "EnrolStatus", "EntryDate"],
  columns,
  check: (rows, file) => refuseRepeats(file, rows, "UPN", ({ UPN, URN, EntryDate }) => [UPN, URN, EntryDate]),
  store: async (rows, { manager, file, notes }) => {
    const upns = rows.map(({ value }) => value.UPN);
    const { keys } = await makeKnown(manager, upns);
    const stored = await manager.find(Enrolment, { where: { child: Any([...new Set(upns)]) } });
    const said = rows.map(({ value }) => recordOf(value, keyOf(keys, value.UPN)));
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
  },
});

type Value = z.output<typeof columns>;

function recordOf(value: Value, key: string) {
  return {
    id: recordId("enrolment", key, value.URN, value.EntryDate),
    child: value.UPN,
    ...givenMarks(value),
    setting: { urn: value.URN, ukprn: null, name: value.SchoolName, type: value.SchoolType },
    yearGroup: value.NCyearActual,
    status: value.EnrolStatus,
    entryDate: value.EntryDate,
    leavingDate: value.LeavingDate,
  };
}
