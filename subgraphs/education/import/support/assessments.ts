import { z } from "zod";
import { coded, text } from "../../../kit/import/csv-fields.ts";
import { at, type Elements } from "../../../kit/import/elements.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { assessmentKind } from "../../code-lists/assessment-kinds.ts";
import { EducationAssessmentEntry } from "../../records/education-assessment-entry.ts";
import { storeChildRows } from "../child-rows.ts";
import { pastDate, upn } from "../fields.ts";

/** The index of assessments: that one was made, when and by which profession. */
export const assessments = tableKind({
  name: "assessments",
  knownBy: ["child", "kind", "assessedOn"],
  columns: z.object({
    child: at("UPN", upn),
    kind: at("Kind", coded(assessmentKind, "a kind of assessment")),
    assessedOn: at("AssessedOn", pastDate),
    profession: at("Profession", text),
    ...markColumns,
  } satisfies Elements<EducationAssessmentEntry>),
  keys: [{ at: "child", of: ({ child, kind, assessedOn, profession }) => [child, kind.code, assessedOn, profession] }],
  store: (rows, into) =>
    storeChildRows(EducationAssessmentEntry, rows, into, ({ kind, assessedOn, profession }, key) =>
      recordId("assessment_entry", key, kind.code, assessedOn, profession),
    ),
});
