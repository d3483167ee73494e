import { z } from "zod";
import type { Row } from "../../../kit/import/csv.ts";
import { count, date, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { schoolPeriod } from "../../code-lists/school.ts";
import { AttendanceSummary } from "../../records/attendance-summary.ts";
import { storeChildRows } from "../child-rows.ts";
import { all, inOrder, notInFuture, refused, refuse, refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, upn, urn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { givenMarks } from "../marks.ts";

const columns = z
  .strictObject({
    UPN: upn,
    URN: urn,
    AcademicYear: text.regex(/^\d{4}\/\d{2}$/, "is not a school year, written 2025/26"),
    Period: codeOf(schoolPeriod, "a school period"),
    StartDate: date,
    EndDate: date,
    SessionsPossible: count,
    SessionsAttended: count,
    SessionsAuthorised: count,
    SessionsUnauthorised: count,
    ...markColumns,
  })
  .superRefine(all(inOrder("StartDate", "EndDate"), notInFuture("StartDate")))
  .superRefine((row, context) => {
    const sum = row.SessionsAttended + row.SessionsAuthorised + row.SessionsUnauthorised;
    const more = `is less than attended and absent together (${sum})`;
    if (sum > row.SessionsPossible) refuse(context, "SessionsPossible", more);
  });

type Value = z.output<typeof columns>;

/** Attendance added up by term or half-term, after the school census. */
export const attendance = fileKind({
  name: "attendance",
  order: 60,
  signature: ["UPN", "SessionsPossible"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "UPN", ({ UPN, URN, StartDate, Period }) => [UPN, URN, StartDate, Period.code]);
    refuseOverlaps(rows, file);
  },
  store: (rows, into) => storeChildRows(AttendanceSummary, rows, into, recordOf),
});

/** A session counted in a term and again in its half would count twice for whoever adds the rows up. */
function refuseOverlaps(rows: readonly Row<Value>[], file: string): void {
  const earlier = new Map<string, Row<Value>>();
  for (const row of rows.toSorted((a, b) => (a.value.StartDate < b.value.StartDate ? -1 : 1))) {
    const { UPN, URN, StartDate } = row.value;
    const key = `${UPN} ${URN}`;
    const before = earlier.get(key);
    if (before !== undefined && StartDate <= before.value.EndDate) {
      throw refused({ file, line: row.line }, "StartDate", StartDate, `is within the period of line ${before.line}`);
    }
    earlier.set(key, row);
  }
}

function recordOf(value: Value, key: string) {
  return {
    id: recordId("attendance", key, value.URN, value.StartDate, value.Period.code),
    child: value.UPN,
    ...givenMarks(value),
    academicYear: value.AcademicYear,
    period: value.Period,
    startsOn: value.StartDate,
    endsOn: value.EndDate,
    settingUrn: value.URN,
    sessionsPossible: value.SessionsPossible,
    sessionsAttended: value.SessionsAttended,
    authorisedAbsence: value.SessionsAuthorised,
    unauthorisedAbsence: value.SessionsUnauthorised,
  };
}
