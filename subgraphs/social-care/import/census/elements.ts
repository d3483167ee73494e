import { z } from "zod";
import { coded, count, date, flag, optional as optionalField, pastDate, text } from "../../../kit/import/csv-fields.ts";
import { at, type Elements } from "../../../kit/import/elements.ts";
import { assessmentFactors, disabilities } from "../../code-lists/assessment-factors.ts";
import { abuseCategories } from "../../code-lists/child-protection.ts";
import { closureReasons, primaryNeeds, referralSources } from "../../code-lists/referral.ts";
import type { SocialCareAssessment } from "../../records/assessment.ts";
import type { ChildInNeedPlan } from "../../records/child-in-need-plan.ts";
import type { ChildProtectionPlan, Section47Enquiry } from "../../records/child-protection.ts";
import type { SocialCareReferral } from "../../records/referral.ts";
import { childId, upn } from "../fields.ts";
import { checkAssessment, checkCase, checkChild, checkEnquiry, checkPlan, checkProtectionPlan } from "./checks.ts";

/*
 * The elements of the Department for Education's "Children in need census: technical specification" that are read: each once, under the property of the record in which it is stored. Whatever is not here is
 * counted and told to whoever imports the file, also what the census has and this agency does not keep because nobody in the partnership needs it from it.
 */

/** What an element holds; null if it is empty or not there. A census leaves out what a record does not have, where a table leaves a field empty. */
function optional<Field extends z.ZodType<unknown, string>>(field: Field) {
  return optionalField(field).transform((value) => value ?? null);
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).default([]);
}

/** The factors stand as the census has them, whoever they are about. */
const assessment = z
  .object({
    startedOn: at("AssessmentActualStartDate", pastDate),
    authorisedOn: at("AssessmentAuthorisationDate", optional(pastDate)),
    factors: at("FactorsIdentifiedAtAssessment/AssessmentFactors", listOf(coded(assessmentFactors))),
  } satisfies Elements<SocialCareAssessment>)
  .superRefine(checkAssessment);

const childInNeedPlan = z
  .object({
    startedOn: at("CINPlanStartDate", pastDate),
    endedOn: at("CINPlanEndDate", optional(pastDate)),
  } satisfies Elements<ChildInNeedPlan>)
  .superRefine(checkPlan);

/** The target date of a conference lies ahead, so it alone may be in the future. */
const section47Enquiry = z
  .object({
    startedOn: at("S47ActualStartDate", pastDate),
    conferenceDueOn: at("InitialCPCtarget", optional(date)),
    conferenceOn: at("DateOfInitialCPC", optional(pastDate)),
    conferenceNotRequired: at("ICPCnotRequired", optional(flag)),
  } satisfies Elements<Section47Enquiry>)
  .superRefine(checkEnquiry);

const childProtectionPlan = z
  .object({
    startedOn: at("CPPstartDate", pastDate),
    endedOn: at("CPPendDate", optional(pastDate)),
    initialCategory: at("InitialCategoryOfAbuse", coded(abuseCategories)),
    latestCategory: at("LatestCategoryOfAbuse", coded(abuseCategories)),
    previousPlans: at("NumberOfPreviousCPP", optional(count)),
    // The specification has `Reviews` with a list of dates; some systems write the older nesting of one element for each review.
    reviewedOn: at(["Reviews*/CPPreviewDate", "CPPreviews*/CPPreview*/CPPreviewDate"], listOf(pastDate)),
  } satisfies Elements<ChildProtectionPlan>)
  .superRefine(checkProtectionPlan);

const referral = {
  referredOn: at("CINreferralDate", pastDate),
  source: at("ReferralSource", coded(referralSources)),
  primaryNeed: at("PrimaryNeedCode", optional(coded(primaryNeeds))),
  noFurtherAction: at("ReferralNFA", optional(flag)),
  closedOn: at("CINclosureDate", optional(pastDate)),
  closureReason: at("ReasonForClosure", optional(coded(closureReasons))),
  childProtectionConferenceOn: at("DateOfInitialCPC", optional(pastDate)),
} satisfies Elements<SocialCareReferral>;

/** One case: a referral and what followed from it. */
const careCase = z
  .object({
    ...referral,
    assessments: at("Assessments", listOf(assessment)),
    childInNeedPlans: at("CINPlanDates", listOf(childInNeedPlan)),
    section47Enquiries: at("Section47", listOf(section47Enquiry)),
    childProtectionPlans: at("ChildProtectionPlans", listOf(childProtectionPlan)),
  })
  .superRefine(checkCase);

/** A case as it was read. */
export type CareCase = z.output<typeof careCase>;

const disability = text.pipe(
  z.union([z.literal("NONE"), coded(disabilities)], {
    error: `is not a code of the list "${disabilities.system}" (NONE, ${Object.keys(disabilities.labels).join(", ")})`,
  }),
);

/** A child. UPN and birth date are checked, because a wrong one tells of a wrong child, and not kept. */
export const child = z
  .object({
    child: at("ChildIdentifiers/LAchildID", childId),
    upn: at("ChildIdentifiers/UPN", optional(upn)),
    bornOn: at("ChildIdentifiers/PersonBirthDate", optional(pastDate)),
    diedOn: at("ChildIdentifiers/PersonDeathDate", optional(pastDate)),
    /** None where the census does not say whether there are any; `NONE` where it says that there are none. */
    disabilities: at("ChildCharacteristics/Disabilities/Disability", listOf(disability)),
    cases: at("CINdetails", listOf(careCase)),
  })
  .superRefine(checkChild);

/** A child as it was read. */
export type CensusChild = z.output<typeof child>;

/** What stands around the children: of which return they are, and of which day. */
export const around = z.object({
  collection: at(
    "Header/CollectionDetails/Collection",
    z.literal("CIN", { error: "is not CIN: the file is not a children in need census" }),
  ),
  referenceDate: at("Header/CollectionDetails/ReferenceDate", date),
});
