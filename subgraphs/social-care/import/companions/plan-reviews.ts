import { Any } from "typeorm";
import { z } from "zod";
import { pastDate } from "../../../kit/import/csv-fields.ts";
import { at, placeOf } from "../../../kit/import/elements.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { ChildInNeedPlan } from "../../records/child-in-need-plan.ts";
import { childId, inOrder } from "../fields.ts";
import { childInNeedReviews as kind } from "../store/record-kinds.ts";
import { companion } from "./companion.ts";

const columns = z
  .object({ child: childId, planStartedOn: at("plan_started_on", pastDate), reviewedOn: at("reviewed_on", pastDate) })
  .refine(({ planStartedOn, reviewedOn }) => inOrder(planStartedOn, reviewedOn), {
    path: ["reviewedOn"],
    message: "is before the plan's start",
  });

/** Reviews of child in need plans, which the census does not have: `child, plan_started_on, reviewed_on`. The plan must be stored. */
export const planReviews = companion({
  name: "reviews of child in need plans",
  knownBy: ["child", "planStartedOn", "reviewedOn"],
  columns,
  kind,
  naturalKey: ({ reviewedOn }) => [reviewedOn],
  check: async (file, rows, manager) => {
    const plans = await manager.find(ChildInNeedPlan, { where: { child: Any([...new Set(rows.map(({ value }) => value.child))]) } });
    const known = new Set(plans.map(({ child, startedOn }) => `${child} ${startedOn}`));
    for (const { line, value } of rows) {
      if (known.has(`${value.child} ${value.planStartedOn}`)) continue;
      throw new ImportRefused({
        file,
        line,
        place: placeOf(columns, "planStartedOn"),
        value: value.planStartedOn,
        reason: "is not the start of a child in need plan of this child",
      });
    }
  },
});
