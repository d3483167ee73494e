import { z } from "zod";
import { coded, optional, text } from "../../../kit/import/csv-fields.ts";
import { at, placeOf } from "../../../kit/import/elements.ts";
import { markColumns, united } from "../../../kit/import/marks.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { merged, type Said } from "../../../kit/import/said.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { reviewOutcome } from "../../code-lists/ehc.ts";
import type { EhcAnnualReview } from "../../records/annual-review.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { inOrder } from "../checks.ts";
import { pastCollectDate } from "../fields.ts";
import { replaceLinks, withParents, type WithParent } from "./links.ts";
import { planId, planName, plansWithRows } from "./plans.ts";

const columns = inOrder(
  z.object({
    activeplanstableid: text,
    requeststableid: text,
    transferredFrom: at("transferla", optional(text.regex(/^\d{3}$/, "is not the number of a local authority, 3 digits"))),
    meetingOn: at("reviewmeeting", optional(pastCollectDate)),
    decision: at("reviewoutcome", optional(coded(reviewOutcome, "a decision after an annual review"))),
    decidedOn: at("lastreview", optional(pastCollectDate)),
    ...markColumns,
  }),
  "meetingOn",
  "decidedOn",
);

type Value = z.output<typeof columns>;

/**
 * SEN2 module 5a, active plans: where a plan was taken over from, and its latest annual review. Reviews of earlier returns are kept; a file may
 * itself have several rows of one plan, one for each review.
 */
export const activePlans = tableKind({
  name: "SEN2 active plans",
  knownBy: ["activeplanstableid", "requeststableid"],
  columns,
  keys: [
    { at: "activeplanstableid", of: ({ activeplanstableid }) => [activeplanstableid] },
    {
      at: "requeststableid",
      of: ({ requeststableid, meetingOn, decidedOn }) => [requeststableid, meetingOn ?? null, decidedOn ?? null],
    },
  ],
  store: async (rows, into) => {
    const found = (await withParents(rows, "requests", "requeststableid", into)).map((row) => ({ ...row, record: planId(row.record) }));
    await replaceLinks(
      into,
      "activeplans",
      rows.map(({ value }) => value.activeplanstableid),
      found.map(({ value, child, record }) => ({ tableId: value.activeplanstableid, child, record })),
    );
    const filled = (await plansWithRows(into.manager, found)).map(({ plan, rows: own }) => {
      for (const row of own) refuseBeforePlan(row, plan, into.file);
      const values = own.map(({ value }) => value);
      const transferredFrom = values.find((value) => value.transferredFrom != null)?.transferredFrom ?? plan.transferredFrom;
      return { ...plan, ...united(plan, ...values), transferredFrom, annualReviews: reviewsOf(plan, values, into.notes) };
    });
    return storeSaid(into.manager, EhcPlan, filled, { notes: into.notes, nameOf: planName });
  },
});

function refuseBeforePlan({ value, line }: WithParent<Value>, { startDate }: EhcPlan, file: string): void {
  const { meetingOn } = value;
  if (startDate === null || meetingOn == null || meetingOn >= startDate) return;
  const reason = `is before the plan was made (${startDate})`;
  throw new ImportRefused({ file, line, place: placeOf(columns, "meetingOn"), value: meetingOn, reason });
}

/** The reviews that are stored and those of the file, latest first. A review is the same if its meeting is, or where that is missing its decision. */
function reviewsOf(plan: EhcPlan, values: readonly Value[], notes: Notes): EhcAnnualReview[] {
  const reviews = new Map(plan.annualReviews.map((review) => [heldOn(review), review]));
  for (const { meetingOn, decision, decidedOn } of values) {
    const held = heldOn({ meetingOn, decidedOn });
    if (held === "") continue;
    const name = `the review of ${held} of ${planName(plan)}`;
    const review = merged({ meetingOn, decision, decidedOn }, reviews.get(held), unheld, (property, value) =>
      notes.empties(property, value, name),
    );
    reviews.set(held, review);
  }
  return [...reviews.values()].sort((a, b) => heldOn(b).localeCompare(heldOn(a)));
}

const unheld: EhcAnnualReview = { meetingOn: null, decision: null, decidedOn: null };

function heldOn({ meetingOn, decidedOn }: Said<EhcAnnualReview>): string {
  return meetingOn ?? decidedOn ?? "";
}
