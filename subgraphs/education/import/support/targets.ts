import { z } from "zod";
import { coded, count, optional, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { at, type Elements, partOf, placeOf } from "../../../kit/import/elements.ts";
import { grouped } from "../../../kit/import/grouped.ts";
import type { Into } from "../../../kit/import/into.ts";
import { keysOfKnown } from "../../../kit/import/known-children.ts";
import { isMarked, markColumns } from "../../../kit/import/marks.ts";
import { unmarked } from "../../../kit/marks.ts";
import type { Notes } from "../../../kit/import/notes.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import type { Row } from "../../../kit/import/row.ts";
import { merged } from "../../../kit/import/said.ts";
import { storedById, upsert } from "../../../kit/import/store.ts";
import { tableKind } from "../../../kit/import/table-kind.ts";
import { areaOfNeed, targetProgress } from "../../code-lists/support.ts";
import { SupportPlan } from "../../records/support-plan.ts";
import type { SupportTarget } from "../../records/support-target.ts";
import { pastDate, unknownChild, upn } from "../fields.ts";
import { refuseUnmarkedSuccessor } from "../marks.ts";
import { supportPlanId } from "./plans.ts";

const told = {
  area: at("Area", optional(coded(areaOfNeed, "a broad area of need"))),
  strategy: at("Strategy", optionalText),
  successCriterion: at("SuccessCriterion", optionalText),
  progress: at("Progress", coded(targetProgress, "a degree of progress")),
  reviewedOn: at("ReviewedOn", optional(pastDate)),
  ...markColumns,
} satisfies Elements<SupportTarget>;

const columns = z.object({
  child: at("UPN", upn),
  cycle: at("Cycle", count),
  number: at("Number", count),
  target: at("Target", text),
  ...told,
});

type Value = z.output<typeof columns>;

/**
 * Targets of support plans. A target is known by its words. One that is stored of a plan that the file names, and that it does not give, is listed, and goes if that was
 * asked for.
 */
export const supportTargets = tableKind({
  name: "support targets",
  knownBy: ["child", "cycle", "target"],
  columns,
  keys: [
    { at: "number", of: ({ child, cycle, number }) => [child, cycle, number] },
    { at: "target", of: ({ child, cycle, target }) => [child, cycle, target] },
  ],
  store: async (rows, into) => {
    const { manager, file } = into;
    const keyOf = await keysOfKnown(manager, file, rows, unknownChild);
    const targets = grouped(rows, ({ value: { child, cycle } }) => supportPlanId(keyOf(child), cycle));
    const plans = await storedById(manager, SupportPlan, targets.keys());
    const changed = [...targets].map(([id, own]) => {
      const plan = plans.get(id);
      if (plan === undefined) throw noPlan(file, own);
      return { ...plan, targets: targetsOf(plan, own, into) };
    });
    return upsert(manager, SupportPlan, changed);
  },
});

function noPlan(file: string, [row]: readonly Row<Value>[]): Error {
  const reason = "is the cycle of no plan of this child: import the support plans first";
  return new ImportRefused({ file, line: row?.line ?? 1, place: placeOf(columns, "cycle"), value: row?.value.cycle, reason });
}

function targetsOf({ child, cycle, targets }: SupportPlan, rows: readonly Row<Value>[], { file, notes }: Into): SupportTarget[] {
  const before = new Map(targets.map((target) => [target.target, target]));
  const given = new Set(rows.map(({ value }) => value.target));
  const missing = targets.filter(({ target }) => !given.has(target));
  const added = rows.filter(({ value }) => !before.has(value.target));
  if (missing.some(isMarked)) refuseUnmarkedSuccessor(file, added, "a target");
  const kept = missing.filter(({ target }) => !notes.goes(`target ${JSON.stringify(target)} in cycle ${cycle} of child ${child}`));
  const own = rows
    .map(({ value }) => value)
    .sort((a, b) => a.number - b.number)
    .map((value) => targetOf(value, before.get(value.target), notes));
  return [...own, ...kept];
}

function targetOf(value: Value, before: SupportTarget | undefined, notes: Notes): SupportTarget {
  const { child, cycle, target, progress } = value;
  const blank = { target, progress, area: null, strategy: null, successCriterion: null, reviewedOn: null, ...unmarked };
  const name = `target ${JSON.stringify(target)} in cycle ${cycle} of child ${child}`;
  return merged(partOf(value, told), before, blank, (property, held) => notes.empties(property, held, name));
}
