import { z } from "zod";
import { flag, optional, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { upsert } from "../../../kit/import/store.ts";
import { requestOutcome, requestSource } from "../../code-lists/ehc.ts";
import { EhcAssessment } from "../../records/ehc-assessment.ts";
import { all, inOrder, notInFuture, refuseRepeats } from "../checks.ts";
import { codeOf, collectDate, markColumns } from "../fields.ts";
import { fileKind, type Into } from "../file-kind.ts";
import { keyOf, recordKeys } from "../known-children.ts";
import { joinedMarks } from "../marks.ts";
import { storedById } from "../stored.ts";
import { replaceLinks, withParents, type WithParent } from "./links.ts";

const columns = z
  .strictObject({
    requeststableid: text,
    persontableid: text,
    receiveddate: collectDate,
    requestsource: optional(codeOf(requestSource, "a source of a request")),
    requestoutcome: optional(codeOf(requestOutcome, "a request outcome")),
    requestoutcomedate: optional(collectDate),
    requestmediation: optional(flag),
    requesttribunal: optional(flag),
    ...markColumns,
  })
  .superRefine(all(inOrder("receiveddate", "requestoutcomedate"), notInFuture("receiveddate", "requestoutcomedate")));

type Value = z.output<typeof columns>;

/** SEN2 module 2, requests for an EHC needs assessment. */
export const requests = fileKind({
  name: "SEN2 requests",
  order: 20,
  signature: ["requeststableid", "receiveddate"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "requeststableid", ({ requeststableid }) => [requeststableid]);
    refuseRepeats(file, rows, "persontableid", ({ persontableid, receiveddate }) => [persontableid, receiveddate]);
  },
  store: async (rows, into) => {
    const found = await withIds(await withParents(rows, "person", "persontableid", into), into);
    const stored = await storedById(
      into.manager,
      EhcAssessment,
      found.map(({ id }) => id),
    );
    await replaceLinks(
      into,
      "requests",
      rows.map(({ value }) => value.requeststableid),
      found.map(({ value, child, id }) => ({ tableId: value.requeststableid, child, record: id })),
    );
    return upsert(
      into.manager,
      EhcAssessment,
      found.map((row) => ({ ...stored.get(row.id), ...requestOf(row, stored.get(row.id)) })),
    );
  },
});

async function withIds(rows: readonly WithParent<Value>[], { manager }: Into) {
  const keys = await recordKeys(
    manager,
    rows.map(({ child }) => child),
  );
  return rows.map((row) => ({ ...row, id: recordId("ehc_assessment", keyOf(keys, row.child), row.value.receiveddate) }));
}

function requestOf({ value, child, id }: WithParent<Value> & { id: string }, stored: EhcAssessment | undefined) {
  return {
    id,
    child,
    ...joinedMarks(stored, [value]),
    receivedDate: value.receiveddate,
    source: value.requestsource ?? stored?.source ?? null,
    requestOutcome: value.requestoutcome,
    requestOutcomeDate: value.requestoutcomedate,
    requestMediation: value.requestmediation,
    requestTribunal: value.requesttribunal,
  };
}
