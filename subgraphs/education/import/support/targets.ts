import { z } from "zod";
import type { Row } from "../../../kit/import/csv.ts";
import { count, optional, optionalDate, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { upsert } from "../../../kit/import/store.ts";
import { areaOfNeed, targetProgress } from "../../code-lists/support.ts";
import { SupportPlan } from "../../records/support-plan.ts";
import type { SupportTarget } from "../../records/support-target.ts";
import { notInFuture, refused, refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, upn } from "../fields.ts";
import { fileKind } from "../file-kind.ts";
import { grouped } from "../grouped.ts";
import { keyOf, keysOfKnown } from "../known-children.ts";
import { storedById } from "../stored.ts";
import { supportPlanId } from "./plans.ts";

const columns = z
  .strictObject({
    UPN: upn,
    Cycle: count,
    Number: count,
    Target: text,
    Area: optional(codeOf(areaOfNeed, "a broad area of need")),
    Strategy: optionalText,
    SuccessCriterion: optionalText,
    Progress: codeOf(targetProgress, "a degree of progress"),
    ReviewedOn: optionalDate,
    ...markColumns,
  })
  .superRefine(notInFuture("ReviewedOn"));

type Value = z.output<typeof columns>;

/** Targets of support plans; the file gives all targets of the plans that it names. */
export const supportTargets = fileKind({
  name: "support targets",
  order: 70,
  signature: ["UPN", "Cycle", "Target"],
  columns,
  check: (rows, file) => refuseRepeats(file, rows, "Number", ({ UPN, Cycle, Number }) => [UPN, Cycle, Number]),
  store: async (rows, into) => {
    const keys = await keysOfKnown(rows, into);
    const planOf = ({ UPN, Cycle }: Value): string => supportPlanId(keyOf(keys, UPN), Cycle);
    const plans = await storedById(
      into.manager,
      SupportPlan,
      rows.map(({ value }) => planOf(value)),
    );
    const targets = grouped(rows, ({ value }) => planOf(value));
    const changed = [...targets].map(([id, own]) => {
      const plan = plans.get(id);
      if (plan === undefined) throw noPlan(into.file, own);
      return { ...plan, targets: targetsOf(own) };
    });
    return upsert(into.manager, SupportPlan, changed);
  },
});

function noPlan(file: string, [row]: readonly Row<Value>[]): Error {
  return refused(
    { file, line: row?.line ?? 1 },
    "Cycle",
    row?.value.Cycle,
    "is the cycle of no plan of this child: import the support plans first",
  );
}

function targetsOf(rows: readonly Row<Value>[]): SupportTarget[] {
  return rows
    .map(({ value }) => value)
    .sort((a, b) => a.Number - b.Number)
    .map((value) => ({
      target: value.Target,
      area: value.Area,
      strategy: value.Strategy,
      successCriterion: value.SuccessCriterion,
      progress: value.Progress,
      reviewedOn: value.ReviewedOn,
      aboutOther: value.AboutOther ?? false,
      withheldFromFamily: value.WithheldFromFamily ?? false,
    }));
}
