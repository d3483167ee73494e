import { z } from "zod";
import { coded, flag, optional, text } from "../../../kit/import/csv-fields.ts";
import { at, type Elements, partOf, placeOf } from "../../../kit/import/elements.ts";
import { markColumns, united } from "../../../kit/import/marks.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { storedById, storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { assessmentOutcome, isEarlier } from "../../code-lists/ehc.ts";
import { EhcAssessment } from "../../records/ehc-assessment.ts";
import { pastCollectDate } from "../fields.ts";
import { replaceLinks, withParents } from "./links.ts";
import { requestName } from "./requests.ts";

const outcome = {
  assessmentOutcome: at("assessmentoutcome", optional(coded(assessmentOutcome, "an assessment outcome"))),
  assessmentOutcomeDate: at("assessmentoutcomedate", optional(pastCollectDate)),
  assessmentMediation: at("assessmentmediation", optional(flag)),
  assessmentTribunal: at("assessmenttribunal", optional(flag)),
  week20: optional(flag),
} satisfies Elements<EhcAssessment>;

const columns = z.object({ assessmenttableid: text, requeststableid: text, ...outcome, ...markColumns });

type Value = z.output<typeof columns>;

/** SEN2 module 3, EHC needs assessments: what followed from a request. */
export const assessment = tableKind({
  name: "SEN2 assessment",
  knownBy: ["assessmenttableid", "requeststableid"],
  columns,
  keys: [
    { at: "assessmenttableid", of: ({ assessmenttableid }) => [assessmenttableid] },
    { at: "requeststableid", of: ({ requeststableid }) => [requeststableid] },
  ],
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
      refuseBefore({ file: into.file, line }, value.assessmentOutcomeDate, request);
      return [{ ...request, ...united(request, value), ...outcomeOf(value, request) }];
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

function outcomeOf(value: Value, stored: EhcAssessment) {
  // An earlier return said what was decided; this one only says that it was.
  return isEarlier(value.assessmentOutcome) && stored.assessmentOutcome !== null ? {} : partOf(value, outcome);
}

function refuseBefore(at: { file: string; line: number }, decided: string | null | undefined, request: EhcAssessment): void {
  const earlier = request.requestOutcomeDate ?? request.receivedDate;
  if (decided == null || decided >= earlier) return;
  const reason = `is before the request was decided (${earlier})`;
  throw new ImportRefused({ ...at, place: placeOf(columns, "assessmentOutcomeDate"), value: decided, reason });
}
