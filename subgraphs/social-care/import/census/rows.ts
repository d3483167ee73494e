import { recordId } from "../../../kit/import/record-id.ts";
import { factorsAboutOthers } from "../../code-lists/assessment-factors.ts";
import { assessmentKinds } from "../../code-lists/local-lists.ts";
import { AssessmentSubject, type SocialCareAssessment } from "../../records/assessment.ts";
import type { SocialCareAssessmentEntry } from "../../records/assessment-entry.ts";
import type { ChildInNeedPlan } from "../../records/child-in-need-plan.ts";
import type { ChildProtectionPlan, Section47Enquiry } from "../../records/child-protection.ts";
import type { RecordedDisability } from "../../records/disability.ts";
import type { SocialCareReferral } from "../../records/referral.ts";
import { unmarked } from "../../../kit/marks.ts";
import type { SaidRecord } from "../store/store-records.ts";
import type { CareCase, CensusChild } from "./elements.ts";

/** The records that a census holds, by kind; the marks are set when they are stored. */
interface CensusRows {
  readonly referrals: SaidRecord<SocialCareReferral>[];
  readonly assessments: SaidRecord<SocialCareAssessment>[];
  readonly assessmentEntries: SaidRecord<SocialCareAssessmentEntry>[];
  readonly childInNeedPlans: SaidRecord<ChildInNeedPlan>[];
  readonly section47Enquiries: SaidRecord<Section47Enquiry>[];
  readonly childProtectionPlans: SaidRecord<ChildProtectionPlan>[];
  readonly disabilities: RecordedDisability[];
  /** The assessments of which the census says what they found, by their ids: it says all of it, for both parts. */
  readonly found: Set<string>;
}

/** Makes records of what a census says. `keyOf` gives the key from which the ids of a child's records are made. */
export function rowsOf(children: readonly CensusChild[], keyOf: (child: string) => string): CensusRows {
  const rows: CensusRows = {
    referrals: [],
    assessments: [],
    assessmentEntries: [],
    childInNeedPlans: [],
    section47Enquiries: [],
    childProtectionPlans: [],
    disabilities: [],
    found: new Set(),
  };
  for (const { child, cases, disabilities } of children) {
    const identify = (kind: string, day: string, ...more: number[]) => ({
      id: recordId(kind, keyOf(child), day, ...more),
      child,
      ...unmarked,
    });
    for (const disability of disabilities)
      if (disability !== "NONE") rows.disabilities.push({ ...identify("disability", disability.code), disability });
    for (const one of cases) addCase(rows, one, cases, identify);
  }
  return rows;
}

type Identify = (
  kind: string,
  day: string,
  ...more: number[]
) => { id: string; child: string; aboutOther: boolean; withheldFromFamily: boolean };

function addCase(rows: CensusRows, one: CareCase, all: readonly CareCase[], identify: Identify): void {
  const { assessments, childInNeedPlans, section47Enquiries, childProtectionPlans, ...referral } = one;
  const { referredOn } = referral;
  // Beside others of its day a referral that does not say so opened the case: only then is there no other that it could be taken for.
  const beside = all.filter((other) => other.referredOn === referredOn).length > 1;
  const noFurtherAction = referral.noFurtherAction ?? (beside ? false : null);
  rows.referrals.push({ ...identify("referral", referredOn, ...placeInDay(one, all)), ...referral, noFurtherAction });
  for (const assessment of assessments) {
    rows.assessments.push(...partsOf(assessment, identify));
    if (assessment.factors.length > 0) rows.found.add(identify("assessment", assessment.startedOn).id);
    rows.assessmentEntries.push(...entryOf(assessment, identify));
  }
  for (const plan of childInNeedPlans) rows.childInNeedPlans.push({ ...identify("child-in-need-plan", plan.startedOn), ...plan });
  for (const enquiry of section47Enquiries)
    rows.section47Enquiries.push({ ...identify("section-47-enquiry", enquiry.startedOn), ...enquiry });
  for (const plan of childProtectionPlans)
    rows.childProtectionPlans.push({
      ...identify("child-protection-plan", plan.startedOn),
      ...plan,
      reviewedOn: plan.reviewedOn.toSorted().reverse(),
    });
}

/** Nothing for the only referral of its day and for the one that opened a case; a number for the others. */
function placeInDay(one: CareCase, all: readonly CareCase[]): number[] {
  const ofDay = all.filter(({ referredOn }) => referredOn === one.referredOn);
  const first = ofDay.find(({ noFurtherAction }) => noFurtherAction !== true) ?? ofDay[0];
  return one === first ? [] : [ofDay.filter((other) => other !== first).indexOf(one) + 1];
}

type Assessment = CareCase["assessments"][number];

function partsOf(whole: Assessment, identify: Identify): SaidRecord<SocialCareAssessment>[] {
  const { startedOn, factors } = whole;
  const { id: assessment } = identify("assessment", startedOn);
  const part = (subject: AssessmentSubject, own: Assessment["factors"]): SaidRecord<SocialCareAssessment> => ({
    ...identify(`assessment-${subject.toLowerCase()}`, startedOn),
    ...whole,
    ...{ assessment, subject, factors: own },
  });
  const aboutOthers = factors.filter(({ code }) => factorsAboutOthers.has(code));
  const aboutChild = factors.filter(({ code }) => !factorsAboutOthers.has(code));
  return [part(AssessmentSubject.CHILD, aboutChild), ...(aboutOthers.length > 0 ? [part(AssessmentSubject.OTHERS, aboutOthers)] : [])];
}

/** An assessment is listed once it is complete: before that, there is nothing that another could rely on. */
function entryOf({ startedOn, authorisedOn }: Assessment, identify: Identify): SocialCareAssessmentEntry[] {
  if (authorisedOn === null) return [];
  const { system, labels } = assessmentKinds;
  const kind = { code: "CHILD-AND-FAMILY", label: labels["CHILD-AND-FAMILY"], system };
  return [
    {
      ...identify("assessment-entry", startedOn),
      kind,
      assessedOn: authorisedOn,
      profession: "Social worker",
      findingsStartedOn: startedOn,
    },
  ];
}
