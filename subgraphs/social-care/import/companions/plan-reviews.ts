import { Any } from "typeorm";
import { z } from "zod";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { ChildInNeedPlan } from "../../records/child-in-need-plan.ts";
import { childId, inOrder, pastDate } from "../fields.ts";
import { childInNeedReviews as kind } from "../store/record-kinds.ts";
import { companion } from "./companion.ts";

const columns = z
  .strictObject({ child: childId, plan_started_on: pastDate, reviewed_on: pastDate })
  .refine(({ plan_started_on, reviewed_on }) => inOrder(plan_started_on, reviewed_on), {
    path: ["reviewed_on"],
    message: "is before the plan's start",
  });

/** Reviews of child in need plans, which the census does not have: `child, plan_started_on, reviewed_on`. The plan must be stored. */
export const planReviews = companion({
  name: "reviews of child in need plans",
  knownBy: ["child", "plan_started_on", "reviewed_on"],
  columns,
  kind,
  naturalKey: ({ reviewed_on }) => [reviewed_on],
  record: ({ plan_started_on, reviewed_on }, common) => ({ ...common, planStartedOn: plan_started_on, reviewedOn: reviewed_on }),
  check: async (file, rows, manager) => {
    const plans = await manager.find(ChildInNeedPlan, { where: { child: Any([...new Set(rows.map(({ value }) => value.child))]) } });
    const known = new Set(plans.map(({ child, startedOn }) => `${child} ${startedOn}`));
    for (const { line, value } of rows) {
      if (known.has(`${value.child} ${value.plan_started_on}`)) continue;
      throw new ImportRefused({
        file,
        line,
        place: 'column "plan_started_on"',
        value: value.plan_started_on,
        reason: "is not the start of a child in need plan of this child",
      });
    }
  },
});
