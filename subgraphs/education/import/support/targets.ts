import { z } from "zod";
import type { Row } from "../../../kit/import/csv.ts";
import { count, optional, optionalDate, optionalText, text } from "../../../kit/import/csv-fields.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { merged } from "../../../kit/import/said.ts";
import { upsert } from "../../../kit/import/store.ts";
import { areaOfNeed, targetProgress } from "../../code-lists/support.ts";
import { SupportPlan } from "../../records/support-plan.ts";
import type { SupportTarget } from "../../records/support-target.ts";
import { notInFuture, refused, refuseRepeats } from "../checks.ts";
import { codeOf, markColumns, upn } from "../fields.ts";
import { fileKind, type Into } from "../file-kind.ts";
import { grouped } from "../grouped.ts";
import { keyOf, keysOfKnown } from "../known-children.ts";
import { givenMarks, isMarked, refuseUnmarkedSuccessor } from "../marks.ts";
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

/**
 * Targets of support plans. A target is known by its words. One that is stored of a plan that the file names, and that it does not give, is listed, and goes if that was
 * asked for.
 */
export const supportTargets = fileKind({
  name: "support targets",
  order: 70,
  signature: ["UPN", "Cycle", "Target"],
  columns,
  check: (rows, file) => {
    refuseRepeats(file, rows, "Number", ({ UPN, Cycle, Number }) => [UPN, Cycle, Number]);
    refuseRepeats(file, rows, "Target", ({ UPN, Cycle, Target }) => [UPN, Cycle, Target]);
  },
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
      return { ...plan, targets: targetsOf(plan, own, into) };
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

function targetsOf({ child, cycle, targets }: SupportPlan, rows: readonly Row<Value>[], { file, notes }: Into): SupportTarget[] {
  const before = new Map(targets.map((target) => [target.target, target]));
  const given = new Set(rows.map(({ value }) => value.Target));
  const missing = targets.filter(({ target }) => !given.has(target));
  const added = rows.filter(({ value }) => !before.has(value.Target));
  if (missing.some(isMarked)) refuseUnmarkedSuccessor(file, added, "a target");
  const kept = missing.filter(({ target }) => !notes.goes(`target ${JSON.stringify(target)} in cycle ${cycle} of child ${child}`));
  const own = rows
    .map(({ value }) => value)
    .sort((a, b) => a.Number - b.Number)
    .map((value) => targetOf(value, before.get(value.Target), notes));
  return [...own, ...kept];
}

function targetOf(value: Value, before: SupportTarget | undefined, notes: Notes): SupportTarget {
  const {
    Target: target,
    Progress: progress,
    Area: area,
    Strategy: strategy,
    SuccessCriterion: successCriterion,
    ReviewedOn: reviewedOn,
  } = value;
  const blank = { target, progress, area: null, strategy: null, successCriterion: null, reviewedOn: null, ...unmarked };
  const name = `target ${JSON.stringify(target)} in cycle ${value.Cycle} of child ${value.UPN}`;
  return merged({ progress, area, strategy, successCriterion, reviewedOn, ...givenMarks(value) }, before, blank, (property, held) =>
    notes.empties(property, held, name),
  );
}

const unmarked = { aboutOther: false, withheldFromFamily: false };
