import type { CareCase } from "./cases.ts";

/** Something that stands twice for one child: where the second one is, and what is wrong. */
interface Repeated {
  readonly path: PropertyKey[];
  readonly message: string;
}

/** The lists within a case, with the element that says from which day each record is, and what a reader calls it. */
const withinCase = [
  { of: "assessments", group: "Assessments", day: "AssessmentActualStartDate", name: "an assessment" },
  { of: "childInNeedPlans", group: "CINPlanDates", day: "CINPlanStartDate", name: "a child in need plan" },
  { of: "section47Enquiries", group: "Section47", day: "S47ActualStartDate", name: "a section 47 enquiry" },
  { of: "childProtectionPlans", group: "ChildProtectionPlans", day: "CPPstartDate", name: "a child-protection plan" },
] as const;

/**
 * Finds records of one child that begin on the same day as another of their kind: child, kind and day are what a record is known by. Referrals without further action
 * may share a day with each other and with one that opened a case, since several people may refer a child at once; two that opened a case may not.
 */
export function* repeatedRecords(cases: readonly CareCase[]): Generator<Repeated> {
  const referrals = new Set<string>();
  for (const [index, { referredOn, noFurtherAction }] of cases.entries()) {
    if (noFurtherAction === true) continue;
    if (referrals.has(referredOn))
      yield { path: ["CINdetails", index, "CINreferralDate"], message: "is the day of another referral of the child that opened a case" };
    referrals.add(referredOn);
  }
  for (const { of, group, day, name } of withinCase) {
    const days = new Set<string>();
    for (const [index, one] of cases.entries()) {
      for (const [place, { startedOn }] of one[of].entries()) {
        if (days.has(startedOn))
          yield { path: ["CINdetails", index, group, place, day], message: `is the day on which ${name} of the child begins already` };
        days.add(startedOn);
      }
    }
  }
}
