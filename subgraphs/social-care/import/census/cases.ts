import { z } from "zod";
import { count, date, flag, optional as optionalField } from "../../../kit/import/csv-fields.ts";
import { abuseCategories } from "../../code-lists/child-protection.ts";
import { assessmentFactors } from "../../code-lists/assessment-factors.ts";
import { closureReasons, primaryNeeds, referralSources } from "../../code-lists/referral.ts";
import { coded, inOrder, notHeld, pastDate } from "../fields.ts";

/** What an element holds; null if it is empty or not there. A census leaves out what a record does not have, where a table leaves a field empty. */
function optional<Field extends z.ZodType<unknown, string>>(field: Field) {
  return optionalField(field).transform((value) => value ?? null);
}

/** An assessment of a case. The factors stand as the census has them, whoever they are about. */
const assessment = z
  .strictObject({
    AssessmentActualStartDate: pastDate,
    AssessmentAuthorisationDate: optional(pastDate),
    FactorsIdentifiedAtAssessment: z.strictObject({ AssessmentFactors: z.array(coded(assessmentFactors)).default([]) }).optional(),
  })
  .transform((element) => ({
    startedOn: element.AssessmentActualStartDate,
    authorisedOn: element.AssessmentAuthorisationDate,
    factors: element.FactorsIdentifiedAtAssessment?.AssessmentFactors ?? [],
  }))
  .superRefine(({ startedOn, authorisedOn, factors }, context) => {
    if (!inOrder(startedOn, authorisedOn)) say(context, ["AssessmentAuthorisationDate"], "is before the assessment's start");
    factors.forEach(({ code }, index) => {
      const strange = notHeld(assessmentFactors, code, startedOn, authorisedOn);
      if (strange !== undefined) say(context, ["FactorsIdentifiedAtAssessment", "AssessmentFactors", index], strange);
      const first = factors.findIndex((factor) => factor.code === code);
      if (first < index) say(context, ["FactorsIdentifiedAtAssessment", "AssessmentFactors", index], "is given twice");
    });
  });

const childInNeedPlan = z
  .strictObject({ CINPlanStartDate: pastDate, CINPlanEndDate: optional(pastDate) })
  .transform((element) => ({ startedOn: element.CINPlanStartDate, endedOn: element.CINPlanEndDate }))
  .superRefine(({ startedOn, endedOn }, context) => {
    if (!inOrder(startedOn, endedOn)) say(context, ["CINPlanEndDate"], "is before the plan's start");
  });

/** The target date of a conference lies ahead, so it alone may be in the future. */
const section47Enquiry = z
  .strictObject({
    S47ActualStartDate: pastDate,
    InitialCPCtarget: optional(date),
    DateOfInitialCPC: optional(pastDate),
    ICPCnotRequired: optional(flag),
  })
  .transform((element) => ({
    startedOn: element.S47ActualStartDate,
    conferenceDueOn: element.InitialCPCtarget,
    conferenceOn: element.DateOfInitialCPC,
    conferenceNotRequired: element.ICPCnotRequired,
  }))
  .superRefine(({ startedOn, conferenceDueOn, conferenceOn, conferenceNotRequired }, context) => {
    if (!inOrder(startedOn, conferenceDueOn)) say(context, ["InitialCPCtarget"], "is before the enquiry's start");
    if (!inOrder(startedOn, conferenceOn)) say(context, ["DateOfInitialCPC"], "is before the enquiry's start");
    if (conferenceNotRequired === true && conferenceOn !== null)
      say(context, ["ICPCnotRequired"], "says that no conference was required, but one has a date");
  });

const reviews = z.strictObject({ CPPreviewDate: z.array(pastDate).default([]) });

const childProtectionPlan = z
  .strictObject({
    CPPstartDate: pastDate,
    CPPendDate: optional(pastDate),
    InitialCategoryOfAbuse: coded(abuseCategories),
    LatestCategoryOfAbuse: coded(abuseCategories),
    NumberOfPreviousCPP: optional(count),
    Reviews: z.array(reviews).default([]),
    CPPreviews: z.array(z.strictObject({ CPPreview: z.array(reviews).default([]) })).default([]),
  })
  .superRefine(({ CPPstartDate, CPPendDate, Reviews, CPPreviews }, context) => {
    if (!inOrder(CPPstartDate, CPPendDate)) say(context, ["CPPendDate"], "is before the plan's start");
    const outside = (day: string): boolean => !inOrder(CPPstartDate, day) || !inOrder(day, CPPendDate);
    const check = ({ CPPreviewDate }: z.output<typeof reviews>, path: PropertyKey[]): void => {
      CPPreviewDate.forEach((day, index) => {
        if (outside(day)) say(context, [...path, "CPPreviewDate", index], "is not within the plan's time");
      });
    };
    Reviews.forEach((group, index) => check(group, ["Reviews", index]));
    CPPreviews.forEach(({ CPPreview }, index) => {
      CPPreview.forEach((group, place) => check(group, ["CPPreviews", index, "CPPreview", place]));
    });
  })
  .transform((element) => ({
    startedOn: element.CPPstartDate,
    endedOn: element.CPPendDate,
    initialCategory: element.InitialCategoryOfAbuse,
    latestCategory: element.LatestCategoryOfAbuse,
    previousPlans: element.NumberOfPreviousCPP,
    reviewedOn: [...element.Reviews, ...element.CPPreviews.flatMap(({ CPPreview }) => CPPreview)]
      .flatMap(({ CPPreviewDate }) => CPPreviewDate)
      .sort()
      .reverse(),
  }));

/** One case: a referral and what followed from it. */
export const careCase = z
  .strictObject({
    CINreferralDate: pastDate,
    ReferralSource: coded(referralSources),
    PrimaryNeedCode: optional(coded(primaryNeeds)),
    CINclosureDate: optional(pastDate),
    ReasonForClosure: optional(coded(closureReasons)),
    DateOfInitialCPC: optional(pastDate),
    ReferralNFA: optional(flag),
    Assessments: z.array(assessment).default([]),
    CINPlanDates: z.array(childInNeedPlan).default([]),
    Section47: z.array(section47Enquiry).default([]),
    ChildProtectionPlans: z.array(childProtectionPlan).default([]),
  })
  .transform((element) => ({
    referredOn: element.CINreferralDate,
    source: element.ReferralSource,
    primaryNeed: element.PrimaryNeedCode,
    noFurtherAction: element.ReferralNFA,
    closedOn: element.CINclosureDate,
    closureReason: element.ReasonForClosure,
    childProtectionConferenceOn: element.DateOfInitialCPC,
    assessments: element.Assessments,
    childInNeedPlans: element.CINPlanDates,
    section47Enquiries: element.Section47,
    childProtectionPlans: element.ChildProtectionPlans,
  }))
  .superRefine(({ referredOn, closedOn, closureReason, assessments, childProtectionPlans }, context) => {
    if (!inOrder(referredOn, closedOn)) say(context, ["CINclosureDate"], "is before the referral");
    if (closedOn !== null && closureReason === null) say(context, ["CINclosureDate"], "closes the case without a reason");
    if (closedOn === null && closureReason !== null)
      say(context, ["ReasonForClosure"], "is a reason to close a case that has no closing date");
    assessments.forEach(({ startedOn }, index) => {
      if (startedOn < referredOn) say(context, ["Assessments", index, "AssessmentActualStartDate"], "is before the referral");
    });
    childProtectionPlans.forEach(({ startedOn }, index) => {
      if (startedOn < referredOn) say(context, ["ChildProtectionPlans", index, "CPPstartDate"], "is before the referral");
    });
  });

/** A case as it was read. */
export type CareCase = z.output<typeof careCase>;

function say(context: z.RefinementCtx, path: PropertyKey[], message: string): void {
  context.addIssue({ code: "custom", path, message });
}
