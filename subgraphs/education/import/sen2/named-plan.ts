import { z } from "zod";
import { flag, optional, text } from "../../../kit/import/csv-fields.ts";
import { storeSaid } from "../../../kit/import/store.ts";
import { ceaseReason } from "../../code-lists/ehc.ts";
import { EhcAssessment } from "../../records/ehc-assessment.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import { all, inOrder, notInFuture, refuse, refused, refuseRepeats } from "../checks.ts";
import { codeOf, collectDate, markColumns } from "../fields.ts";
import { fileKind, type Into } from "../file-kind.ts";
import { joinedMarks } from "../marks.ts";
import { storedById } from "../stored.ts";
import { replaceLinks, withParents, type WithParent } from "./links.ts";
import { planId, planName, plansWithRows } from "./plans.ts";

const columns = z
  .strictObject({
    namedplantableid: text,
    assessmenttableid: text,
    startdate: collectDate,
    pb: optional(flag),
    ceasedate: optional(collectDate),
    ceasereason: optional(codeOf(ceaseReason, "a reason why a plan ceased")),
    ...markColumns,
  })
  .superRefine(all(inOrder("startdate", "ceasedate"), notInFuture("startdate")))
  .superRefine(({ ceasedate, ceasereason }, context) => {
    if (ceasereason != null && ceasedate == null) refuse(context, "ceasereason", "is given without the day the plan ceased");
  });

type Value = z.output<typeof columns>;

/** SEN2 module 4a, named plans: when an EHC plan was made and when and why it ceased. */
export const namedPlan = fileKind({
  name: "SEN2 named plan",
  order: 40,
  signature: ["namedplantableid", "assessmenttableid"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "namedplantableid", ({ namedplantableid }) => [namedplantableid]);
    refuseRepeats(file, rows, "assessmenttableid", ({ assessmenttableid }) => [assessmenttableid]);
  },
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
      own.map(({ value }) => ({ ...plan, ...joinedMarks(plan, [value]), ...datesOf(value) })),
    );
    return storeSaid(into.manager, EhcPlan, filled, { notes: into.notes, nameOf: planName });
  },
});

function datesOf(value: Value) {
  return { startDate: value.startdate, ceaseDate: value.ceasedate, ceaseReason: value.ceasereason, personalBudget: value.pb };
}

async function refuseBeforeDecision(rows: readonly WithParent<Value>[], { manager, file }: Into): Promise<void> {
  const assessments = await storedById(
    manager,
    EhcAssessment,
    rows.map(({ record }) => record),
  );
  for (const { value, line, record } of rows) {
    const stored = assessments.get(record);
    const decided = stored?.assessmentOutcomeDate ?? stored?.requestOutcomeDate ?? stored?.receivedDate ?? "";
    if (value.startdate < decided)
      throw refused({ file, line }, "startdate", value.startdate, `is before the assessment was decided (${decided})`);
  }
}
