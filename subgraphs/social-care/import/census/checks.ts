import type { z } from "zod";
import { assessmentFactors } from "../../code-lists/assessment-factors.ts";
import type { SocialCareAssessment } from "../../records/assessment.ts";
import type { ChildProtectionPlan, Section47Enquiry } from "../../records/child-protection.ts";
import type { SocialCareReferral } from "../../records/referral.ts";
import { inOrder, notHeld } from "../fields.ts";
import { type Cases, repeatedRecords } from "./repeated-records.ts";

/** A check of an assessment: its days, and that each factor is one of its time and stands once. */
export function checkAssessment(
  { startedOn, authorisedOn, factors }: Pick<SocialCareAssessment, "startedOn" | "authorisedOn" | "factors">,
  context: z.RefinementCtx,
): void {
  if (!inOrder(startedOn, authorisedOn)) say(context, ["authorisedOn"], "is before the assessment's start");
  factors.forEach(({ code }, index) => {
    const strange = notHeld(assessmentFactors, code, startedOn, authorisedOn);
    if (strange !== undefined) say(context, ["factors", index], strange);
    const first = factors.findIndex((factor) => factor.code === code);
    if (first < index) say(context, ["factors", index], "is given twice");
  });
}

/** A check that a plan does not end before it starts. */
export function checkPlan(
  { startedOn, endedOn }: { readonly startedOn: string; readonly endedOn: string | null },
  context: z.RefinementCtx,
): void {
  if (!inOrder(startedOn, endedOn)) say(context, ["endedOn"], "is before the plan's start");
}

/** A check of an enquiry. */
export function checkEnquiry(
  enquiry: Pick<Section47Enquiry, "startedOn" | "conferenceDueOn" | "conferenceOn"> & { readonly conferenceNotRequired: boolean | null },
  context: z.RefinementCtx,
): void {
  const { startedOn, conferenceDueOn, conferenceOn, conferenceNotRequired } = enquiry;
  if (!inOrder(startedOn, conferenceDueOn)) say(context, ["conferenceDueOn"], "is before the enquiry's start");
  if (!inOrder(startedOn, conferenceOn)) say(context, ["conferenceOn"], "is before the enquiry's start");
  if (conferenceNotRequired === true && conferenceOn !== null)
    say(context, ["conferenceNotRequired"], "says that no conference was required, but one has a date");
}

/** A check that a child-protection plan and its reviews follow each other. */
export function checkProtectionPlan(
  plan: Pick<ChildProtectionPlan, "startedOn" | "endedOn" | "reviewedOn">,
  context: z.RefinementCtx,
): void {
  checkPlan(plan, context);
  plan.reviewedOn.forEach((day, index) => {
    if (!inOrder(plan.startedOn, day) || !inOrder(day, plan.endedOn)) say(context, ["reviewedOn", index], "is not within the plan's time");
  });
}

/** A check of a case: how it was closed, and that what followed from its referral began after it. */
export function checkCase(
  {
    referredOn,
    closedOn,
    closureReason,
    assessments,
    childProtectionPlans,
  }: Pick<SocialCareReferral, "referredOn" | "closedOn" | "closureReason"> &
    Readonly<Record<"assessments" | "childProtectionPlans", readonly { readonly startedOn: string }[]>>,
  context: z.RefinementCtx,
): void {
  if (!inOrder(referredOn, closedOn)) say(context, ["closedOn"], "is before the referral");
  if (closedOn !== null && closureReason === null) say(context, ["closedOn"], "closes the case without a reason");
  if (closedOn === null && closureReason !== null) say(context, ["closureReason"], "is a reason to close a case that has no closing date");
  for (const [kind, records] of Object.entries({ assessments, childProtectionPlans })) {
    records.forEach(({ startedOn }, index) => {
      if (startedOn < referredOn) say(context, [kind, index, "startedOn"], "is before the referral");
    });
  }
}

/** A check of a child: that nothing of one child stands twice, nor before the birth. */
export function checkChild(
  {
    bornOn,
    diedOn,
    disabilities,
    cases,
  }: {
    readonly bornOn: string | null;
    readonly diedOn: string | null;
    readonly disabilities: readonly ("NONE" | { readonly code: string })[];
    readonly cases: Cases;
  },
  context: z.RefinementCtx,
): void {
  if (!inOrder(bornOn, diedOn)) say(context, ["diedOn"], "is before the child's birth");
  const codes = disabilities.map((entry) => (entry === "NONE" ? entry : entry.code));
  if (codes.length > 1 && codes.includes("NONE")) say(context, ["disabilities", codes.indexOf("NONE")], "stands beside disabilities");
  const twice = codes.findIndex((code, index) => codes.indexOf(code) < index);
  if (twice !== -1) say(context, ["disabilities", twice], "is given twice");
  for (const { path, message } of repeatedRecords(cases)) say(context, path, message);
}

function say(context: z.RefinementCtx, path: PropertyKey[], message: string): void {
  context.addIssue({ code: "custom", path, message });
}
