import { z } from "zod";
import { date, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { assessmentKind } from "../../code-lists/assessment-kinds.ts";
import { EducationAssessmentEntry } from "../../records/education-assessment-entry.ts";
import { notInFuture, refuseRepeats } from "../checks.ts";
import { storeChildRows } from "../child-rows.ts";
import { codeOf, markColumns, upn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { givenMarks } from "../marks.ts";

const columns = z
  .strictObject({
    UPN: upn,
    Kind: codeOf(assessmentKind, "a kind of assessment"),
    AssessedOn: date,
    Profession: text,
    ...markColumns,
  })
  .superRefine(notInFuture("AssessedOn"));

/** The index of assessments: that one was made, when and by which profession. */
export const assessments = fileKind({
  name: "assessments",
  order: 60,
  signature: ["UPN", "Kind", "AssessedOn"],
  columns,
  check: (rows, file) =>
    refuseRepeats(file, rows, "UPN", ({ UPN, Kind, AssessedOn, Profession }) => [UPN, Kind.code, AssessedOn, Profession]),
  store: (rows, into) =>
    storeChildRows(EducationAssessmentEntry, rows, into, (value, key) => ({
      id: recordId("assessment_entry", key, value.Kind.code, value.AssessedOn, value.Profession),
      child: value.UPN,
      ...givenMarks(value),
      kind: value.Kind,
      assessedOn: value.AssessedOn,
      profession: value.Profession,
    })),
});
