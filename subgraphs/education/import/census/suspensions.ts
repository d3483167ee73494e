import { z } from "zod";
import { count, date, optional } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { exclusionCategory, exclusionReason } from "../../code-lists/school.ts";
import { Suspension } from "../../records/suspension.ts";
import { refuse, refuseRepeats } from "../checks.ts";
import { storeChildRows } from "../child-rows.ts";
import { codeOf, markColumns, upn, urn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { givenMarks } from "../marks.ts";

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
    if (permanent && row.Sessions !== null) refuse(context, "Sessions", "is given for a permanent exclusion, which has no end");
    if (!permanent && row.Sessions === null) refuse(context, "Sessions", "is missing: a suspension lasts a number of sessions");
    if (row.Sessions !== null && row.Sessions > longest)
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
  store: (rows, into) => storeChildRows(Suspension, rows, into, recordOf),
});

function recordOf(value: z.output<typeof columns>, key: string) {
  return {
    id: recordId("suspension", key, value.URN, value.ExclusionStartDate, value.ExclusionCategory.code),
    child: value.UPN,
    ...givenMarks(value),
    category: value.ExclusionCategory,
    reasons: [value.ExclusionReason, value.ExclusionReason2, value.ExclusionReason3].filter((given) => given !== null),
    startDate: value.ExclusionStartDate,
    sessions: value.Sessions,
    settingUrn: value.URN,
  };
}
