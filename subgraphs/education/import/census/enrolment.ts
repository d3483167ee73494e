import { Any } from "typeorm";
import { z } from "zod";
import { date, optional, optionalDate, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { upsert } from "../../../kit/import/store.ts";
import { enrolmentStatus, yearGroup } from "../../code-lists/school.ts";
import { settingType } from "../../code-lists/settings.ts";
import { Enrolment } from "../../records/enrolment.ts";
import { inOrder, refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, upn, urn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { keyOf, makeKnown } from "../known-children.ts";
import { givenMarks } from "../marks.ts";
import { nameOf, onePlaceAtATime } from "./one-place.ts";

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
  kept: ["NCyearActual", "LeavingDate"],
  check: (rows, file) => refuseRepeats(file, rows, "UPN", ({ UPN, URN, EntryDate }) => [UPN, URN, EntryDate]),
  store: async (rows, { manager, file, notes }) => {
    const upns = rows.map(({ value }) => value.UPN);
    const { keys } = await makeKnown(manager, upns);
    const stored = await manager.find(Enrolment, { where: { child: Any([...new Set(upns)]) } });
    const before = new Map(stored.map((one) => [one.id, one]));
    const given = rows.map(({ line, value }) => ({ line, value: recordOf(value, keyOf(keys, value.UPN), before) }));
    const settled = onePlaceAtATime(given, stored, file, notes);
    for (const { id, leavingDate } of settled) {
      const one = before.get(id);
      if (leavingDate === null && one !== undefined && one.leavingDate !== null)
        notes.remark(`took back the last day of ${nameOf(one)}, ${one.leavingDate}`);
    }
    return upsert(manager, Enrolment, settled);
  },
});

type Value = Omit<z.output<typeof columns>, "LeavingDate"> & { LeavingDate?: string | null };

function recordOf(value: Value, key: string, stored: ReadonlyMap<string, Enrolment>) {
  const id = recordId("enrolment", key, value.URN, value.EntryDate);
  return {
    id,
    child: value.UPN,
    ...givenMarks(value),
    setting: { urn: value.URN, ukprn: null, name: value.SchoolName, type: value.SchoolType },
    yearGroup: value.NCyearActual,
    status: value.EnrolStatus,
    entryDate: value.EntryDate,
    leavingDate: value.LeavingDate === undefined ? (stored.get(id)?.leavingDate ?? null) : value.LeavingDate,
  };
}
