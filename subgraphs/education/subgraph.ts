import type { AgencySubgraph } from "../kit/agency-subgraph.ts";
import { Initial0001 } from "./migrations/0001-initial.ts";
import { AttendanceSummary } from "./records/attendance-summary.ts";
import { EducationAssessmentEntry } from "./records/education-assessment-entry.ts";
import { EducationRecord } from "./records/education-record.ts";
import { EhcAssessment } from "./records/ehc-assessment.ts";
import { EhcPlan } from "./records/ehc-plan.ts";
import { Enrolment } from "./records/enrolment.ts";
import { KnownChild } from "./records/known-child.ts";
import { Sen2Link } from "./records/sen2-link.ts";
import { SenNeed } from "./records/sen-need.ts";
import { SenProvision } from "./records/sen-provision.ts";
import { SupportPlan } from "./records/support-plan.ts";
import { Suspension } from "./records/suspension.ts";
import { AttendanceSummaryResolver } from "./resolvers/attendance-summary.ts";
import { EducationRecordResolver } from "./resolvers/education-record.ts";
import { EhcAnnualReviewResolver, EhcAssessmentResolver, EhcPlanResolver } from "./resolvers/ehc.ts";
import { SupportPlanResolver } from "./resolvers/support-plan.ts";

/** The subgraph of education services: settings and the local authority's SEND team. A child is known to it by UPN. */
export const education: AgencySubgraph = {
  agency: "education",
  record: EducationRecord,
  resolvers: [
    EducationRecordResolver,
    AttendanceSummaryResolver,
    SupportPlanResolver,
    EhcAssessmentResolver,
    EhcPlanResolver,
    EhcAnnualReviewResolver,
  ],
  entities: [
    KnownChild,
    Sen2Link,
    EducationAssessmentEntry,
    Enrolment,
    AttendanceSummary,
    SenProvision,
    SenNeed,
    SupportPlan,
    EhcAssessment,
    EhcPlan,
    Suspension,
  ],
  migrations: [Initial0001],
  importer: async () => (await import("./import/importer.ts")).educationImporter,
};
