import type { Process } from "../../../policies/index.ts";

/** Who says that a milestone was reached: whoever may open the process; an adviser, of their own agency alone; or anybody on the team who records milestones. */
export type SaidBy = "opener" | "adviser" | "team";

/** One kind of milestone. */
interface MilestoneKind {
  /** The processes that have it. */
  readonly of: readonly Process[];
  readonly saidBy: SaidBy;
  /** Whether it is about one agency: who was asked, or who gave advice. */
  readonly ofAgency?: true;
}

const reviews = ["ANNUAL_REVIEW", "PHASE_TRANSFER"] as const;
const support = ["EARLY_HELP", "SEN_SUPPORT"] as const;

/**
 * What can be reached in a process besides its beginning and its end: days and who, no content. Of the law's (SEND Regulations 2014), regulations 5 (told whether), 6 and 8 (advice), 10 (no plan), 13 (draft and final plan), 20 to 22
 * (meeting, report, decision, amendments); SEN support goes in rounds (SEND Code of Practice 6.44), and so does early help.
 */
const kinds = {
  NEEDS_ASSESSED: { of: ["EARLY_HELP"], saidBy: "team" },
  PLAN_AGREED: { of: support, saidBy: "team" },
  PLAN_REVIEWED: { of: support, saidBy: "team" },
  TOLD_WHETHER_TO_ASSESS: { of: ["EHC_ASSESSMENT"], saidBy: "opener" },
  ADVICE_ASKED: { of: ["EHC_ASSESSMENT", ...reviews], saidBy: "opener", ofAgency: true },
  ADVICE_GIVEN: { of: ["EHC_ASSESSMENT", ...reviews], saidBy: "adviser", ofAgency: true },
  TOLD_NO_PLAN: { of: ["EHC_ASSESSMENT"], saidBy: "opener" },
  DRAFT_PLAN_SENT: { of: ["EHC_ASSESSMENT"], saidBy: "opener" },
  MEETING_NOTIFIED: { of: reviews, saidBy: "team" },
  MEETING_HELD: { of: reviews, saidBy: "team" },
  REPORT_SENT: { of: reviews, saidBy: "team" },
  TOLD_DECISION: { of: reviews, saidBy: "opener" },
  AMENDMENTS_SENT: { of: reviews, saidBy: "opener" },
  FINAL_PLAN_SENT: { of: ["EHC_ASSESSMENT", ...reviews], saidBy: "opener" },
} as const satisfies Readonly<Record<string, MilestoneKind>>;

/** What can be reached in a process. */
export type Milestone = keyof typeof kinds;

/** Every kind of milestone, by its name. */
export const milestoneKinds: Readonly<Record<Milestone, MilestoneKind>> = kinds;

/** The names of all milestones. */
export const milestones = Object.keys(kinds) as [Milestone, ...Milestone[]];
