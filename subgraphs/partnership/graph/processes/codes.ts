import { registerEnumType } from "type-graphql";
import type { Process } from "../../../../policies/index.ts";
import type { Milestone as MilestoneName } from "../../records/milestones.ts";

/** What agencies and the family do together for a child. */
export const ProcessKind = {
  EARLY_HELP: "EARLY_HELP",
  SEN_SUPPORT: "SEN_SUPPORT",
  EHC_ASSESSMENT: "EHC_ASSESSMENT",
  ANNUAL_REVIEW: "ANNUAL_REVIEW",
  PHASE_TRANSFER: "PHASE_TRANSFER",
} as const satisfies Record<Process, Process>;

registerEnumType(ProcessKind, {
  name: "ProcessKind",
  description: "What agencies and the family do together for a child, with a beginning and an end.",
  valuesConfig: {
    EARLY_HELP: { description: "Early help, with the family's agreement." },
    SEN_SUPPORT: { description: "SEN support at the setting: assess, plan, do, review." },
    EHC_ASSESSMENT: {
      description:
        "An education, health and care needs assessment (Children and Families Act 2014 s36). While it is open, the purpose EHC_ASSESSMENT holds.",
    },
    ANNUAL_REVIEW: {
      description:
        "The review of an education, health and care plan (Children and Families Act 2014 s44). While it is open, the purpose ANNUAL_REVIEW holds.",
    },
    PHASE_TRANSFER: { description: "The review before a change of phase of education (SEND Regulations 2014 regulation 18)." },
  },
});

/** What is reached in a process. */
export const Milestone = {
  NEEDS_ASSESSED: "NEEDS_ASSESSED",
  PLAN_AGREED: "PLAN_AGREED",
  PLAN_REVIEWED: "PLAN_REVIEWED",
  TOLD_WHETHER_TO_ASSESS: "TOLD_WHETHER_TO_ASSESS",
  ADVICE_ASKED: "ADVICE_ASKED",
  ADVICE_GIVEN: "ADVICE_GIVEN",
  TOLD_NO_PLAN: "TOLD_NO_PLAN",
  DRAFT_PLAN_SENT: "DRAFT_PLAN_SENT",
  MEETING_NOTIFIED: "MEETING_NOTIFIED",
  MEETING_HELD: "MEETING_HELD",
  REPORT_SENT: "REPORT_SENT",
  TOLD_DECISION: "TOLD_DECISION",
  AMENDMENTS_SENT: "AMENDMENTS_SENT",
  FINAL_PLAN_SENT: "FINAL_PLAN_SENT",
} as const satisfies { readonly [Name in MilestoneName]: Name };

registerEnumType(Milestone, {
  name: "Milestone",
  description: "What is reached in a process; which process has which stands in brackets.",
  valuesConfig: {
    NEEDS_ASSESSED: { description: "The needs were assessed (early help)." },
    PLAN_AGREED: { description: "What is done was agreed with the family (early help, SEN support)." },
    PLAN_REVIEWED: { description: "What is done was looked at together (early help, SEN support)." },
    TOLD_WHETHER_TO_ASSESS: { description: "The family was told whether needs are assessed (EHC assessment)." },
    ADVICE_ASKED: { description: "An agency was asked for its advice (EHC assessment, reviews)." },
    ADVICE_GIVEN: { description: "An agency gave its advice, and says so itself (EHC assessment, reviews)." },
    TOLD_NO_PLAN: { description: "The family was told that there will be no plan (EHC assessment)." },
    DRAFT_PLAN_SENT: { description: "The draft of the plan was sent to the family (EHC assessment)." },
    MEETING_NOTIFIED: { description: "Notice of the meeting was given (reviews)." },
    MEETING_HELD: { description: "The meeting took place (reviews)." },
    REPORT_SENT: { description: "The report of the meeting was sent (reviews)." },
    TOLD_DECISION: { description: "The family was told whether the plan is kept, amended or ceases (reviews)." },
    AMENDMENTS_SENT: { description: "The proposed amendments were sent to the family (reviews)." },
    FINAL_PLAN_SENT: { description: "The final plan was sent (EHC assessment, reviews)." },
  },
});
