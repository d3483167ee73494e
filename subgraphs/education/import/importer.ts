import type { Importer } from "../../kit/import/run.ts";
import { attendance } from "./census/attendance.ts";
import { enrolment } from "./census/enrolment.ts";
import { senNeeds } from "./census/sen-needs.ts";
import { senProvision } from "./census/sen-provision.ts";
import { suspensions } from "./census/suspensions.ts";
import { activePlans } from "./sen2/active-plans.ts";
import { assessment } from "./sen2/assessment.ts";
import { namedPlan } from "./sen2/named-plan.ts";
import { person } from "./sen2/person.ts";
import { placementDetail } from "./sen2/placement-detail.ts";
import { planDetail } from "./sen2/plan-detail.ts";
import { sen2Return } from "./sen2/return.ts";
import { requests } from "./sen2/requests.ts";
import { senNeed } from "./sen2/sen-need.ts";
import { assessments } from "./support/assessments.ts";
import { supportPlans } from "./support/plans.ts";
import { supportTargets } from "./support/targets.ts";

/** What others point at comes first: persons before their requests, requests before what followed, plans before their parts. */
const kinds = [
  sen2Return,
  person,
  enrolment,
  requests,
  assessment,
  namedPlan,
  planDetail,
  activePlans,
  placementDetail,
  senNeed,
  attendance,
  suspensions,
  senProvision,
  senNeeds,
  supportPlans,
  assessments,
  supportTargets,
];

/** Imports the files of education services. What kind a file is of is told by its header; `README.md` beside this describes them. */
export const educationImporter: Importer = {
  kinds,
  ofNoKind: { line: 1, reason: "is of no kind that can be imported: its header has the columns of none of them" },
};
