import { z } from "zod";
import { flag, optional, text } from "../../../kit/import/csv-fields.ts";
import type { CodedValue } from "../../../kit/coded-value.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import type { Said } from "../../../kit/import/said.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { coded } from "../../code-lists/code-list.ts";
import { isEarlier, requestOutcome, requestSource, returnedRequestSource } from "../../code-lists/ehc.ts";
import { EhcAssessment } from "../../records/ehc-assessment.ts";
import { all, inOrder, notInFuture, refuse, refuseRepeats } from "../checks.ts";
import { codeOf, collectDate, markColumns } from "../fields.ts";
import { fileKind, type Into } from "../file-kind.ts";
import { keyOf, recordKeys } from "../known-children.ts";
import { joinedMarks } from "../marks.ts";
import { storedById } from "../stored.ts";
import { replaceLinks, withParents, type WithParent } from "./links.ts";

const source = text.transform((value, context): CodedValue => {
  const found = coded(requestSource, value) ?? returnedRequestSource(value);
  if (found !== undefined) return found;
  const words = Object.keys(requestSource.labels).join(", ");
  context.addIssue({ code: "custom", message: `is not a source of a request (${words}, or the return's own number)` });
  return z.NEVER;
});

const columns = z
  .strictObject({
    requeststableid: text,
    persontableid: text,
    receiveddate: optional(collectDate),
    requestsource: optional(source),
    requestoutcome: optional(codeOf(requestOutcome, "a request outcome")),
    requestoutcomedate: optional(collectDate),
    requestmediation: optional(flag),
    requesttribunal: optional(flag),
    ...markColumns,
  })
  .superRefine(all(inOrder("receiveddate", "requestoutcomedate"), notInFuture("receiveddate", "requestoutcomedate")))
  .superRefine(({ receiveddate, requestoutcome }, context) => {
    if (receiveddate == null && !isEarlier(requestoutcome)) refuse(context, "receiveddate", "is empty and must not be");
  });

type Value = z.output<typeof columns>;

/**
 * SEN2 module 2, requests for an EHC needs assessment. One without a day was decided before this return, or by another authority (`H`): it is no record of its own here,
 * but the plan that followed hangs on it.
 */
export const requests = fileKind({
  name: "SEN2 requests",
  order: 20,
  signature: ["requeststableid", "receiveddate"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "requeststableid", ({ requeststableid }) => [requeststableid]);
    refuseRepeats(file, rows, "persontableid", ({ persontableid, receiveddate }) => [persontableid, receiveddate ?? null]);
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
    const requested = found.flatMap((row) => requestOf(row, stored.get(row.id)));
    if (requested.length < found.length)
      into.leftOut.add("requests without a day, decided before this return", found.length - requested.length);
    return storeSaid(into.manager, EhcAssessment, requested, { notes: into.notes, nameOf: requestName });
  },
});

async function withIds(rows: readonly WithParent<Value>[], { manager }: Into) {
  const keys = await recordKeys(
    manager,
    rows.map(({ child }) => child),
  );
  return rows.map((row) => ({ ...row, id: recordId("ehc_assessment", keyOf(keys, row.child), row.value.receiveddate ?? null) }));
}

function requestOf({ value, child, id }: WithParent<Value> & { id: string }, stored: EhcAssessment | undefined): Requested[] {
  if (value.receiveddate == null) return [];
  return [
    {
      id,
      child,
      ...joinedMarks(stored, [value]),
      receivedDate: value.receiveddate,
      // One that an earlier return gave, and this one need not repeat.
      source: value.requestsource ?? undefined,
      // An earlier return said what was decided; this one only says that it was.
      ...(isEarlier(value.requestoutcome) && (stored?.requestOutcome ?? null) !== null ? {} : outcomeOf(value)),
    },
  ];
}

type Requested = Said<EhcAssessment> & { id: string };

/** A request as it is told to whoever imports. */
export function requestName({ child, receivedDate }: EhcAssessment): string {
  return `the request of ${receivedDate} of child ${child}`;
}

function outcomeOf(value: Value) {
  return {
    requestOutcome: value.requestoutcome,
    requestOutcomeDate: value.requestoutcomedate,
    requestMediation: value.requestmediation,
    requestTribunal: value.requesttribunal,
  };
}
