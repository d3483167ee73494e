import { z } from "zod";
import { coded, flag, optional, text } from "../../../kit/import/csv-fields.ts";
import { at, type Elements, partOf, placeOf } from "../../../kit/import/elements.ts";
import type { Into } from "../../../kit/import/into.ts";
import { markColumns, united } from "../../../kit/import/marks.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { storedById, storeSaid } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { ceaseReason } from "../../code-lists/ehc.ts";
import { EhcAssessment } from "../../records/ehc-assessment.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { inOrder, refuse } from "../checks.ts";
import { collectDate, pastCollectDate } from "../fields.ts";
import { replaceLinks, withParents, type WithParent } from "./links.ts";
import { planId, planName, plansWithRows } from "./plans.ts";

const made = {
  startDate: at("startdate", pastCollectDate),
  personalBudget: at("pb", optional(flag)),
  ceaseDate: at("ceasedate", optional(collectDate)),
  ceaseReason: at("ceasereason", optional(coded(ceaseReason, "a reason why a plan ceased"))),
} satisfies Elements<EhcPlan>;

const columns = inOrder(
  z.object({ namedplantableid: text, assessmenttableid: text, ...made, ...markColumns }),
  "startDate",
  "ceaseDate",
).superRefine((row, context) => {
  if (row.ceaseReason != null && row.ceaseDate == null) refuse(context, "ceaseReason", "is given without the day the plan ceased");
});

type Value = z.output<typeof columns>;

/** SEN2 module 4a, named plans: when an EHC plan was made and when and why it ceased. */
export const namedPlan = tableKind({
  name: "SEN2 named plan",
  knownBy: ["namedplantableid", "assessmenttableid"],
  columns,
  keys: [
    { at: "namedplantableid", of: ({ namedplantableid }) => [namedplantableid] },
    { at: "assessmenttableid", of: ({ assessmenttableid }) => [assessmenttableid] },
  ],
  store: async (rows, into) => {
    const found = await withParents(rows, "assessment", "assessmenttableid", into);
    await refuseBeforeDecision(found, into);
    const plans = found.map((row) => ({ ...row, record: planId(row.record) }));
    await replaceLinks(
      into,
      "namedplan",
      rows.map(({ value }) => value.namedplantableid),
      plans.map(({ value, child, record }) => ({ tableId: value.namedplantableid, child, record })),
    );
    const filled = (await plansWithRows(into.manager, plans)).flatMap(({ plan, rows: own }) =>
      own.map(({ value }) => ({ ...plan, ...united(plan, value), ...partOf(value, made) })),
    );
    return storeSaid(into.manager, EhcPlan, filled, { notes: into.notes, nameOf: planName });
  },
});

async function refuseBeforeDecision(rows: readonly WithParent<Value>[], { manager, file }: Into): Promise<void> {
  const assessments = await storedById(
    manager,
    EhcAssessment,
    rows.map(({ record }) => record),
  );
  for (const { value, line, record } of rows) {
    const stored = assessments.get(record);
    const decided = stored?.assessmentOutcomeDate ?? stored?.requestOutcomeDate ?? stored?.receivedDate ?? "";
    if (value.startDate >= decided) continue;
    const reason = `is before the assessment was decided (${decided})`;
    throw new ImportRefused({ file, line, place: placeOf(columns, "startDate"), value: value.startDate, reason });
  }
}
