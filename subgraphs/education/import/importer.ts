import type { Importer } from "../../kit/import/run.ts";
import { attendance } from "./census/attendance.ts";
import { enrolment } from "./census/enrolment.ts";
import { senNeeds } from "./census/sen-needs.ts";
import { senProvision } from "./census/sen-provision.ts";
import { suspensions } from "./census/suspensions.ts";
import { type FileKind, kindOf, type StoreFile } from "./file-kind.ts";
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

const kinds: readonly FileKind[] = [
  sen2Return,
  person,
  requests,
  assessment,
  namedPlan,
  planDetail,
  activePlans,
  placementDetail,
  senNeed,
  enrolment,
  attendance,
  suspensions,
  senProvision,
  senNeeds,
  supportPlans,
  supportTargets,
  assessments,
];

/** Imports the files of education services. What kind a file is of is told by its header; `README.md` beside this describes them. */
export const educationImporter: Importer<StoreFile> = {
  order: (file) => kindOf(file, kinds).order,
  read: (file, leftOut) => kindOf(file, kinds).read(file, leftOut),
  store: (manager, storeFile, leftOut, notes) => storeFile(manager, leftOut, notes),
};
