import type { AgencySubgraph } from "../kit/agency-subgraph.ts";
import { Initial0001 } from "./migrations/0001-initial.ts";
import { MarkGrounds0002 } from "./migrations/0002-mark-grounds.ts";
import { Departures0003 } from "./migrations/0003-departures.ts";
import { SocialCareAssessment } from "./records/assessment.ts";
import { SocialCareAssessmentEntry } from "./records/assessment-entry.ts";
import { CaseAllocation } from "./records/case-allocation.ts";
import { CaseStatus } from "./records/case-status.ts";
import { ChildInNeedPlan, ChildInNeedReview } from "./records/child-in-need-plan.ts";
import { ChildProtectionPlan, Section47Enquiry } from "./records/child-protection.ts";
import { RecordedDisability } from "./records/disability.ts";
import { KnownChild } from "./records/known-child.ts";
import { CarePlacement } from "./records/placement.ts";
import { SocialCareReferral } from "./records/referral.ts";
import { RecordMark } from "./records/record-mark.ts";
import { ShortBreak } from "./records/short-break.ts";
import { SocialCareRecord } from "./records/social-care-record.ts";
import { CaseAllocationResolver, CaseStatusResolver, SocialCareRecordResolver } from "./resolvers.ts";

/** The subgraph of children's social care. */
export const socialCare: AgencySubgraph = {
  agency: "social-care",
  record: SocialCareRecord,
  resolvers: [SocialCareRecordResolver, CaseStatusResolver, CaseAllocationResolver],
  entities: [
    KnownChild,
    CaseStatus,
    CaseAllocation,
    SocialCareReferral,
    SocialCareAssessment,
    SocialCareAssessmentEntry,
    RecordedDisability,
    ChildInNeedPlan,
    ChildInNeedReview,
    Section47Enquiry,
    ChildProtectionPlan,
    CarePlacement,
    ShortBreak,
    RecordMark,
  ],
  migrations: [Initial0001, MarkGrounds0002, Departures0003],
  importer: async () => (await import("./import/importer.ts")).socialCareImporter,
};
