import { z } from "zod";
import { flag, optional, text } from "../../../kit/import/csv-fields.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { assessmentOutcome, isEarlier } from "../../code-lists/ehc.ts";
import { EhcAssessment } from "../../records/ehc-assessment.ts";
import { notInFuture, refused, refuseRepeats } from "../checks.ts";
import { codeOf, collectDate, markColumns } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { joinedMarks } from "../marks.ts";
import { requestName } from "./requests.ts";
import { storedById } from "../stored.ts";
import { replaceLinks, withParents } from "./links.ts";

const columns = z
  .strictObject({
    assessmenttableid: text,
    requeststableid: text,
    assessmentoutcome: optional(codeOf(assessmentOutcome, "an assessment outcome")),
    assessmentoutcomedate: optional(collectDate),
    assessmentmediation: optional(flag),
    assessmenttribunal: optional(flag),
    week20: optional(flag),
    ...markColumns,
  })
  .superRefine(notInFuture("assessmentoutcomedate"));

/** SEN2 module 3, EHC needs assessments: what followed from a request. */
export const assessment = fileKind({
  name: "SEN2 assessment",
  order: 30,
  signature: ["assessmenttableid", "requeststableid"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "assessmenttableid", ({ assessmenttableid }) => [assessmenttableid]);
    refuseRepeats(file, rows, "requeststableid", ({ requeststableid }) => [requeststableid]);
  },
  store: async (rows, into) => {
    const found = await withParents(rows, "requests", "requeststableid", into);
    const stored = await storedById(
      into.manager,
      EhcAssessment,
      found.map(({ record }) => record),
    );
    const filled = found.flatMap(({ value, line, record }) => {
      const request = stored.get(record);
      if (request === undefined) {
        into.leftOut.add("assessments of a request without a day");
        return [];
      }
      refuseBefore({ file: into.file, line }, value.assessmentoutcomedate, request);
      return [{ ...request, ...joinedMarks(request, [value]), ...outcomeOf(value, request) }];
    });
    await replaceLinks(
      into,
      "assessment",
      rows.map(({ value }) => value.assessmenttableid),
      found.map(({ value, child, record }) => ({ tableId: value.assessmenttableid, child, record })),
    );
    return storeSaid(into.manager, EhcAssessment, filled, { notes: into.notes, nameOf: requestName });
  },
});

function outcomeOf(value: z.output<typeof columns>, { assessmentOutcome: before }: EhcAssessment) {
  // An earlier return said what was decided; this one only says that it was.
  if (isEarlier(value.assessmentoutcome) && before !== null) return {};
  return {
    assessmentOutcome: value.assessmentoutcome,
    assessmentOutcomeDate: value.assessmentoutcomedate,
    assessmentMediation: value.assessmentmediation,
    assessmentTribunal: value.assessmenttribunal,
    week20: value.week20,
  };
}

function refuseBefore(at: { file: string; line: number }, decided: string | null | undefined, request: EhcAssessment): void {
  const earlier = request.requestOutcomeDate ?? request.receivedDate;
  if (decided != null && decided < earlier)
    throw refused(at, "assessmentoutcomedate", decided, `is before the request was decided (${earlier})`);
}
