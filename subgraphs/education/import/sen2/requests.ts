import { z } from "zod";
import { coded, flag, optional, text } from "../../../kit/import/csv-fields.ts";
import type { CodedValue } from "../../../kit/coded-value.ts";
import { at, type Elements, partOf } from "../../../kit/import/elements.ts";
import type { Into } from "../../../kit/import/into.ts";
import { keyFrom, recordKeys } from "../../../kit/import/known-children.ts";
import { markColumns, united } from "../../../kit/import/marks.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import type { Said } from "../../../kit/import/said.ts";
import { storedById, storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { coded as codedValue } from "../../code-lists/code-list.ts";
import { isEarlier, requestOutcome, requestSource, returnedRequestSource } from "../../code-lists/ehc.ts";
import { EhcAssessment } from "../../records/ehc-assessment.ts";
import { inOrder, refuse } from "../checks.ts";
import { pastCollectDate } from "../fields.ts";
import { replaceLinks, withParents, type WithParent } from "./links.ts";

const source = text.transform((value, context): CodedValue => {
  const found = codedValue(requestSource, value) ?? returnedRequestSource(value);
  if (found !== undefined) return found;
  const words = Object.keys(requestSource.labels).join(", ");
  context.addIssue({ code: "custom", message: `is not a source of a request (${words}, or the return's own number)` });
  return z.NEVER;
});

const outcome = {
  requestOutcome: at("requestoutcome", optional(coded(requestOutcome, "a request outcome"))),
  requestOutcomeDate: at("requestoutcomedate", optional(pastCollectDate)),
  requestMediation: at("requestmediation", optional(flag)),
  requestTribunal: at("requesttribunal", optional(flag)),
} satisfies Elements<EhcAssessment>;

const columns = inOrder(
  z.object({
    requeststableid: text,
    persontableid: text,
    receivedDate: at("receiveddate", optional(pastCollectDate)),
    source: at("requestsource", optional(source)),
    ...outcome,
    ...markColumns,
  }),
  "receivedDate",
  "requestOutcomeDate",
).superRefine((row, context) => {
  if (row.receivedDate == null && !isEarlier(row.requestOutcome)) refuse(context, "receivedDate", "is empty and must not be");
});

type Value = z.output<typeof columns>;

/**
 * SEN2 module 2, requests for an EHC needs assessment. One without a day was decided before this return, or by another authority (`H`): it is no record of its own here,
 * but the plan that followed hangs on it.
 */
export const requests = tableKind({
  name: "SEN2 requests",
  knownBy: ["requeststableid", "receivedDate"],
  columns,
  keys: [
    { at: "requeststableid", of: ({ requeststableid }) => [requeststableid] },
    { at: "persontableid", of: ({ persontableid, receivedDate = null }) => [persontableid, receivedDate] },
  ],
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
    const requested = found.flatMap((row) => requestOf(row, stored.get(row.id)));
    if (requested.length < found.length)
      into.leftOut.add("requests without a day, decided before this return", found.length - requested.length);
    return storeSaid(into.manager, EhcAssessment, requested, { notes: into.notes, nameOf: requestName });
  },
});

async function withIds(rows: readonly WithParent<Value>[], { manager }: Into) {
  const children = rows.map(({ child }) => child);
  const keyOf = keyFrom(await recordKeys(manager, children));
  return rows.map((row) => ({ ...row, id: recordId("ehc_assessment", keyOf(row.child), row.value.receivedDate ?? null) }));
}

function requestOf({ value, child, id }: WithParent<Value> & { id: string }, stored: EhcAssessment | undefined): Requested[] {
  if (value.receivedDate == null) return [];
  return [
    {
      id,
      child,
      ...united(stored, value),
      receivedDate: value.receivedDate,
      // One that an earlier return gave, and this one need not repeat.
      source: value.source ?? undefined,
      // An earlier return said what was decided; this one only says that it was.
      ...(isEarlier(value.requestOutcome) && (stored?.requestOutcome ?? null) !== null ? {} : partOf(value, outcome)),
    },
  ];
}

type Requested = Said<EhcAssessment> & { id: string };

/** A request as it is told to whoever imports. */
export function requestName({ child, receivedDate }: EhcAssessment): string {
  return `the request of ${receivedDate} of child ${child}`;
}
