import { z } from "zod";
import { count, date, list, optionalDate, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { SupportPlan } from "../../records/support-plan.ts";
import { all, inOrder, notInFuture, refuseRepeats } from "../checks.ts";
import { markColumns, upn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { keyOf, keysOfKnown } from "../known-children.ts";
import { givenMarks } from "../marks.ts";

const columns = z
  .strictObject({
    UPN: upn,
    Cycle: count,
    StartedOn: date,
    ReviewDueOn: optionalDate,
    ReviewedOn: optionalDate,
    Coordinator: optionalText,
    Assessment: optionalText,
    FamilyView: optionalText,
    ReviewNote: optionalText,
    Strategies: list(text),
    ...markColumns,
  })
  .superRefine(all(inOrder("StartedOn", "ReviewDueOn"), inOrder("StartedOn", "ReviewedOn"), notInFuture("ReviewedOn")));

type Value = z.output<typeof columns>;

/** Support plans, one row for each cycle of a child; their targets come in a file of their own. */
export const supportPlans = fileKind({
  name: "support plans",
  order: 60,
  signature: ["UPN", "Cycle", "StartedOn"],
  columns,
  check: (rows, file) => refuseRepeats(file, rows, "Cycle", ({ UPN, Cycle }) => [UPN, Cycle]),
  store: async (rows, into) => {
    const keys = await keysOfKnown(rows, into);
    const plans = rows.map(({ value }) => planOf(value, keyOf(keys, value.UPN)));
    return storeSaid(into.manager, SupportPlan, plans, {
      notes: into.notes,
      nameOf: ({ child, cycle }) => `the support plan of cycle ${cycle} of child ${child}`,
    });
  },
});

/** The id of a child's plan of a cycle; `key` is the child's record key. */
export function supportPlanId(key: string, cycle: number): string {
  return recordId("support_plan", key, cycle);
}

function planOf(value: Value, key: string) {
  return {
    id: supportPlanId(key, value.Cycle),
    child: value.UPN,
    ...givenMarks(value),
    cycle: value.Cycle,
    startedOn: value.StartedOn,
    reviewDueOn: value.ReviewDueOn,
    reviewedOn: value.ReviewedOn,
    coordinatorId: value.Coordinator,
    assessment: value.Assessment,
    familyView: value.FamilyView,
    reviewNote: value.ReviewNote,
    strategies: value.Strategies,
  };
}
