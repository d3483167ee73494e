import { z } from "zod";
import type { CodedValue } from "../../../kit/coded-value.ts";
import { count, date, optional } from "../../../kit/import/csv-fields.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { merged } from "../../../kit/import/said.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { exclusionCategory, exclusionReason } from "../../code-lists/school.ts";
import { Suspension } from "../../records/suspension.ts";
import { refuse, refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, upn, urn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { keyOf, keysOfKnown } from "../known-children.ts";
import { givenMarks } from "../marks.ts";
import { storedById } from "../stored.ts";

const reason = codeOf(exclusionReason, "an exclusion reason");

/** 45 school days in a school year, the most that a child may be suspended for (SI 2012/1033 reg 4), are 90 sessions. */
const longest = 90;

const columns = z
  .strictObject({
    UPN: upn,
    URN: urn,
    ExclusionCategory: codeOf(exclusionCategory, "an exclusion category"),
    ExclusionReason: reason,
    ExclusionReason2: optional(reason),
    ExclusionReason3: optional(reason),
    ExclusionStartDate: date,
    Sessions: optional(count),
    ...markColumns,
  })
  .superRefine((row, context) => {
    const permanent = row.ExclusionCategory.code === "PERM";
    if (permanent && row.Sessions != null) refuse(context, "Sessions", "is given for a permanent exclusion, which has no end");
    if (!permanent && row.Sessions == null) refuse(context, "Sessions", "is missing: a suspension lasts a number of sessions");
    if (row.Sessions != null && row.Sessions > longest)
      refuse(context, "Sessions", `is more than the ${longest} sessions of 45 school days`);
  });

/** Suspensions and permanent exclusions, after the school census. */
export const suspensions = fileKind({
  name: "suspensions",
  order: 60,
  signature: ["UPN", "ExclusionCategory"],
  columns,
  check: (rows, file) =>
    refuseRepeats(file, rows, "UPN", ({ UPN, URN, ExclusionStartDate, ExclusionCategory }) => [
      UPN,
      URN,
      ExclusionStartDate,
      ExclusionCategory.code,
    ]),
  store: async (rows, into) => {
    const keys = await keysOfKnown(rows, into);
    const given = rows.map(({ value }) => ({ value, record: recordOf(value, keyOf(keys, value.UPN)) }));
    const stored = await storedById(
      into.manager,
      Suspension,
      given.map(({ record }) => record.id),
    );
    const { notes } = into;
    const filled = given.map(({ value, record }) => ({ ...record, reasons: reasonsOf(value, stored.get(record.id), notes) }));
    return storeSaid(into.manager, Suspension, filled, { notes, nameOf });
  },
});

type Value = z.output<typeof columns>;

/** The reasons that the row gives, and where its file has no column for them, those that are stored. */
function reasonsOf({ ExclusionReason, ExclusionReason2, ExclusionReason3 }: Value, stored: Suspension | undefined, notes: Notes) {
  const [, second = null, third = null] = stored?.reasons ?? [];
  const more = merged<{ ExclusionReason2: CodedValue | null; ExclusionReason3: CodedValue | null }>(
    { ExclusionReason2, ExclusionReason3 },
    { ExclusionReason2: second, ExclusionReason3: third },
    { ExclusionReason2: null, ExclusionReason3: null },
    (column, value) => stored === undefined || notes.empties(column, value, nameOf(stored)),
  );
  return [ExclusionReason, more.ExclusionReason2, more.ExclusionReason3].filter((one) => one !== null);
}

function nameOf({ child, category, startDate, settingUrn }: Suspension): string {
  return `the exclusion (${category.code}) of ${startDate} at ${settingUrn} of child ${child}`;
}

function recordOf(value: Value, key: string) {
  return {
    id: recordId("suspension", key, value.URN, value.ExclusionStartDate, value.ExclusionCategory.code),
    child: value.UPN,
    ...givenMarks(value),
    category: value.ExclusionCategory,
    startDate: value.ExclusionStartDate,
    sessions: value.Sessions,
    settingUrn: value.URN,
  };
}
