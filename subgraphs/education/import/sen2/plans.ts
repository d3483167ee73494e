import type { EntityManager } from "typeorm";
import { grouped } from "../../../kit/import/grouped.ts";
import { unmarked } from "../../../kit/marks.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { storedById } from "../../../kit/import/store.ts";
import { EhcPlan } from "../../records/ehc-plan.ts";
import type { WithParent } from "./links.ts";

/** The id of the plan that followed from a request: SEN2 has at most one for each. */
export function planId(assessmentId: string): string {
  return recordId("ehc_plan", assessmentId);
}

/** A plan as it is told to whoever imports. */
export function planName({ startDate, child }: Pick<EhcPlan, "startDate" | "child">): string {
  return startDate === null ? `the plan of child ${child} from elsewhere` : `the plan of ${startDate} of child ${child}`;
}

/** A plan as it is stored, or a new one, and the rows of a file that fill part of it in. */
interface PlanWithRows<Value> {
  readonly plan: EhcPlan;
  readonly rows: readonly WithParent<Value>[];
}

/** Gathers a file's rows by plan; each row's `record` is the id of its plan. */
export async function plansWithRows<Value>(manager: EntityManager, rows: readonly WithParent<Value>[]): Promise<PlanWithRows<Value>[]> {
  const stored = await storedById(
    manager,
    EhcPlan,
    rows.map(({ record }) => record),
  );
  return [...grouped(rows, ({ record }) => record)].map(([id, own]) => ({
    plan: stored.get(id) ?? newPlan(id, own[0]?.child ?? ""),
    rows: own,
  }));
}

function newPlan(id: string, child: string): EhcPlan {
  return {
    id,
    child,
    ...unmarked,
    startDate: null,
    ceaseDate: null,
    ceaseReason: null,
    personalBudget: null,
    transferredFrom: null,
    namedSettings: [],
    placements: [],
    annualReviews: [],
  };
}
