import type { ObjectType } from "typeorm";
import type { AgencyRecord } from "../../../kit/agency-record.ts";
import { united } from "../../../kit/import/marks.ts";
import { type Marks, unmarked } from "../../../kit/marks.ts";
import { AssessmentSubject, SocialCareAssessment } from "../../records/assessment.ts";
import { SocialCareAssessmentEntry } from "../../records/assessment-entry.ts";
import { CaseAllocation } from "../../records/case-allocation.ts";
import { ChildInNeedPlan, ChildInNeedReview } from "../../records/child-in-need-plan.ts";
import { ChildProtectionPlan, Section47Enquiry } from "../../records/child-protection.ts";
import { CarePlacement } from "../../records/placement.ts";
import { SocialCareReferral } from "../../records/referral.ts";
import { ShortBreak } from "../../records/short-break.ts";
import type { MarkBook } from "./mark-book.ts";

/** How records of one kind are named by the marks file, and which marks they bear. */
export interface RecordKind<Row extends AgencyRecord> {
  /** As the marks file names it. */
  readonly name: string;
  readonly entity: ObjectType<Row>;
  /** The day by which the marks file names a record. */
  readonly date: (row: Row) => string;
  /** The marks of a record: those set on it, and those that its own content or a record that it tells of gives it. */
  readonly marks: (row: Row, book: MarkBook) => Marks;
}

function kind<Row extends AgencyRecord>(
  name: string,
  entity: ObjectType<Row>,
  date: (row: Row) => string,
  inherited: (row: Row, book: MarkBook) => Marks = () => unmarked,
): RecordKind<Row> {
  return { name, entity, date, marks: (row, book) => united(book.on(name, row.child, date(row)), inherited(row, book)) };
}

/** Referrals. */
export const referrals = kind("referral", SocialCareReferral, ({ referredOn }) => referredOn);

/** The parts of assessments. The part about others is third-party content by what it is. */
export const assessments = kind(
  "assessment",
  SocialCareAssessment,
  ({ startedOn }) => startedOn,
  ({ subject }) => ({ aboutOther: subject === AssessmentSubject.OTHERS, withheldFromFamily: false }),
);

/** Entries of the index. What is withheld from the family as an assessment is withheld as an entry; an entry has no content that could be about others. */
export const assessmentEntries = kind(
  "assessment-entry",
  SocialCareAssessmentEntry,
  ({ assessedOn }) => assessedOn,
  ({ child, findingsStartedOn }, book) => ({
    aboutOther: false,
    withheldFromFamily: findingsStartedOn !== null && book.on("assessment", child, findingsStartedOn).withheldFromFamily,
  }),
);

/** Child in need plans. */
export const childInNeedPlans = kind("child-in-need-plan", ChildInNeedPlan, ({ startedOn }) => startedOn);

/** Their reviews: each tells that the plan exists, and so bears the plan's marks. */
export const childInNeedReviews = kind(
  "child-in-need-review",
  ChildInNeedReview,
  ({ reviewedOn }) => reviewedOn,
  ({ child, planStartedOn }, book) => book.on("child-in-need-plan", child, planStartedOn),
);

/** Section 47 enquiries. */
export const section47Enquiries = kind("section-47-enquiry", Section47Enquiry, ({ startedOn }) => startedOn);

/** Child-protection plans. */
export const childProtectionPlans = kind("child-protection-plan", ChildProtectionPlan, ({ startedOn }) => startedOn);

/** Placements. */
export const placements = kind("placement", CarePlacement, ({ startedOn }) => startedOn);

/** Short breaks. */
export const shortBreaks = kind("short-break", ShortBreak, ({ from }) => from);

/** Allocations of the case. */
export const allocations = kind("allocation", CaseAllocation, ({ from }) => from);
