import { z } from "zod";
import { count, date, list, optional, optionalDate, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { at, type Elements } from "../../../kit/import/elements.ts";
import { keysOfKnown } from "../../../kit/import/known-children.ts";
import { markColumns } from "../../../kit/import/marks.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { SupportPlan } from "../../records/support-plan.ts";
import { inOrder } from "../checks.ts";
import { pastDate, unknownChild, upn } from "../fields.ts";

const columns = z.object({
  child: at("UPN", upn),
  cycle: at("Cycle", count),
  startedOn: at("StartedOn", date),
  reviewDueOn: at("ReviewDueOn", optionalDate),
  reviewedOn: at("ReviewedOn", optional(pastDate)),
  coordinatorId: at("Coordinator", optionalText),
  assessment: at("Assessment", optionalText),
  familyView: at("FamilyView", optionalText),
  reviewNote: at("ReviewNote", optionalText),
  strategies: at("Strategies", list(text)),
  ...markColumns,
} satisfies Elements<SupportPlan>);

/** Support plans, one row for each cycle of a child; their targets come in a file of their own. */
export const supportPlans = tableKind({
  name: "support plans",
  knownBy: ["child", "cycle", "startedOn"],
  columns: inOrder(inOrder(columns, "startedOn", "reviewDueOn"), "startedOn", "reviewedOn"),
  keys: [{ at: "cycle", of: ({ child, cycle }) => [child, cycle] }],
  store: async (rows, { manager, file, notes }) => {
    const keyOf = await keysOfKnown(manager, file, rows, unknownChild);
    const plans = rows.map(({ value }) => ({ ...value, id: supportPlanId(keyOf(value.child), value.cycle) }));
    return storeSaid(manager, SupportPlan, plans, {
      notes,
      nameOf: ({ child, cycle }) => `the support plan of cycle ${cycle} of child ${child}`,
    });
  },
});

/** The id of a child's plan of a cycle; `key` is the child's record key. */
export function supportPlanId(key: string, cycle: number): string {
  return recordId("support_plan", key, cycle);
}
