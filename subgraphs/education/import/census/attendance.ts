import { z } from "zod";
import { coded, count, date, text } from "../../../kit/import/csv-fields.ts";
import { at, type Elements, placeOf } from "../../../kit/import/elements.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { Row } from "../../../kit/import/row.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { schoolPeriod } from "../../code-lists/school.ts";
import { AttendanceSummary } from "../../records/attendance-summary.ts";
import { inOrder, refuse } from "../checks.ts";
import { storeChildRows } from "../child-rows.ts";
import { pastDate, upn, urn } from "../fields.ts";

const columns = inOrder(
  z.object({
    child: at("UPN", upn),
    settingUrn: at("URN", urn),
    academicYear: at("AcademicYear", text.regex(/^\d{4}\/\d{2}$/, "is not a school year, written 2025/26")),
    period: at("Period", coded(schoolPeriod, "a school period")),
    startsOn: at("StartDate", pastDate),
    endsOn: at("EndDate", date),
    sessionsPossible: at("SessionsPossible", count),
    sessionsAttended: at("SessionsAttended", count),
    authorisedAbsence: at("SessionsAuthorised", count),
    unauthorisedAbsence: at("SessionsUnauthorised", count),
    ...markColumns,
  } satisfies Elements<AttendanceSummary>),
  "startsOn",
  "endsOn",
).superRefine(({ sessionsPossible, sessionsAttended, authorisedAbsence, unauthorisedAbsence }, context) => {
  const sum = sessionsAttended + authorisedAbsence + unauthorisedAbsence;
  if (sum > sessionsPossible) refuse(context, "sessionsPossible", `is less than attended and absent together (${sum})`);
});

type Value = z.output<typeof columns>;

/** Attendance added up by term or half-term, after the school census. */
export const attendance = tableKind({
  name: "attendance",
  knownBy: ["child", "sessionsPossible"],
  columns,
  keys: [{ at: "child", of: ({ child, settingUrn, startsOn, period }) => [child, settingUrn, startsOn, period.code] }],
  check: refuseOverlaps,
  store: (rows, into) =>
    storeChildRows(AttendanceSummary, rows, into, ({ settingUrn, startsOn, period }, key) =>
      recordId("attendance", key, settingUrn, startsOn, period.code),
    ),
});

/** A session counted in a term and again in its half would count twice for whoever adds the rows up. */
function refuseOverlaps(rows: readonly Row<Value>[], file: string): void {
  const earlier = new Map<string, Row<Value>>();
  for (const row of rows.toSorted((a, b) => (a.value.startsOn < b.value.startsOn ? -1 : 1))) {
    const { child, settingUrn, startsOn } = row.value;
    const key = `${child} ${settingUrn}`;
    const before = earlier.get(key);
    if (before !== undefined && startsOn <= before.value.endsOn) {
      const [place, reason] = [placeOf(columns, "startsOn"), `is within the period of line ${before.line}`];
      throw new ImportRefused({ file, line: row.line, place, value: startsOn, reason });
    }
    earlier.set(key, row);
  }
}
