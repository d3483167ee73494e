/** Fields by the record they stand in; `child` is the child itself. */
export type Fields = Readonly<Partial<Record<"child" | "education" | "health" | "socialCare", string>>>;

/** What a demo person is promised to see of a child. `shown: null` is a child who reads as not there. */
export interface ExpectedView {
  readonly promise: string;
  readonly person: string;
  readonly child: string;
  readonly purpose: string;
  readonly shown: Fields | null;
  readonly inPart: Fields;
}

/** Each demo person, with the child and the purpose that is theirs. */
export const expectedViews: readonly ExpectedView[] = [
  {
    promise: "her mother sees all of Maya's record, but for what is about others or withheld from the family",
    person: "parent",
    child: "CV-1001",
    purpose: "FAMILY_ACCESS",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments accessLog",
      education: "held assessments currentEnrolment attendance senProvision supportPlans ehcPlans suspensions",
      health: "held assessments gp conditions allergies immunisations reviews therapies mentalHealth missedAppointments",
      socialCare: "held assessments status referrals assessmentFindings childInNeedPlans childProtectionPlans placements shortBreaks",
    },
    inPart: {
      education: "assessments attendance currentEnrolment ehcPlans senProvision supportPlans suspensions",
      health: "allergies assessments conditions gp immunisations mentalHealth missedAppointments reviews therapies",
      socialCare: "assessmentFindings assessments childInNeedPlans childProtectionPlans placements referrals shortBreaks status",
    },
  },
  {
    promise: "a step-father without parental responsibility sees who she is, her team and her school",
    person: "parent-without-pr",
    child: "CV-1001",
    purpose: "FAMILY_ACCESS",
    shown: { child: "names born team aboutMe", education: "held currentEnrolment" },
    inPart: { education: "currentEnrolment" },
  },
  {
    promise: "at seventeen Jordan sees his own record as a parent would",
    person: "young-person",
    child: "CV-1004",
    purpose: "FAMILY_ACCESS",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments accessLog",
      education: "held assessments currentEnrolment attendance senProvision supportPlans ehcPlans suspensions",
      health: "held assessments gp conditions allergies immunisations reviews therapies mentalHealth missedAppointments",
      socialCare: "held assessments status referrals assessmentFindings childInNeedPlans childProtectionPlans placements shortBreaks",
    },
    inPart: {
      education: "assessments attendance currentEnrolment ehcPlans senProvision supportPlans suspensions",
      health: "allergies assessments conditions gp immunisations mentalHealth missedAppointments reviews therapies",
      socialCare: "assessmentFindings assessments childInNeedPlans childProtectionPlans placements referrals shortBreaks status",
    },
  },
  {
    promise: "a father restricted by a court order sees nothing, and is told no more than that",
    person: "restricted-parent",
    child: "CV-1006",
    purpose: "FAMILY_ACCESS",
    shown: {},
    inPart: {},
  },
  {
    promise: "the SENCO sees the school's record and the health content that the mother shares with education",
    person: "senco",
    child: "CV-1001",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment attendance senProvision supportPlans ehcPlans suspensions",
      health: "held assessments conditions allergies reviews therapies",
      socialCare: "held assessments status",
    },
    inPart: { health: "allergies conditions reviews therapies", socialCare: "status" },
  },
  {
    promise: "the class teacher sees what helps in the classroom, and the allergies",
    person: "teacher",
    child: "CV-1001",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers family services team processes aboutMe consents assessments",
      education: "held currentEnrolment attendance senProvision supportPlans",
      health: "held allergies",
      socialCare: "held",
    },
    inPart: { health: "allergies" },
  },
  {
    promise: "the key worker in the nursery sees the development review that the mother shares, and no more of health",
    person: "early-years",
    child: "CV-1002",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers family services team processes aboutMe consents assessments",
      education: "held currentEnrolment attendance senProvision supportPlans",
      health: "held reviews",
      socialCare: "held",
    },
    inPart: { health: "reviews" },
  },
  {
    promise: "the educational psychologist sees what has been assessed already",
    person: "ed-psych",
    child: "CV-1001",
    purpose: "EHC_ASSESSMENT",
    shown: {
      child: "names born identifiers family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment attendance senProvision supportPlans ehcPlans suspensions",
      health: "held assessments conditions allergies reviews therapies",
      socialCare: "held assessments status",
    },
    inPart: { health: "allergies conditions reviews therapies", socialCare: "status" },
  },
  {
    promise: "the SEN caseworker sees what an EHC plan is written from",
    person: "sen-caseworker",
    child: "CV-1001",
    purpose: "EHC_ASSESSMENT",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment attendance senProvision supportPlans ehcPlans suspensions",
      health: "held assessments conditions reviews therapies",
      socialCare: "held assessments status childInNeedPlans shortBreaks",
    },
    inPart: { health: "conditions reviews therapies", socialCare: "childInNeedPlans shortBreaks status" },
  },
  {
    promise: "the safeguarding lead sees that there is a child-protection plan",
    person: "dsl",
    child: "CV-1008",
    purpose: "SAFEGUARDING",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments restrictions",
      education: "held assessments currentEnrolment attendance senProvision suspensions",
      health: "held assessments",
      socialCare: "held assessments status childProtectionPlans",
    },
    inPart: { socialCare: "childProtectionPlans status" },
  },
  {
    promise: "the health visitor sees Yusuf's health, his nursery and whether social care is involved",
    person: "health-visitor",
    child: "CV-1002",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment senProvision",
      health: "held assessments gp conditions allergies immunisations reviews therapies missedAppointments",
      socialCare: "held assessments status",
    },
    inPart: { education: "currentEnrolment senProvision", socialCare: "status" },
  },
  {
    promise: "the speech and language therapist sees the physiotherapist's programme and the school's targets",
    person: "slt",
    child: "CV-1001",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment senProvision supportPlans",
      health: "held assessments gp conditions allergies reviews therapies missedAppointments",
      socialCare: "held assessments",
    },
    inPart: { education: "currentEnrolment senProvision supportPlans" },
  },
  {
    promise: "the physiotherapist sees the same, so that programmes do not conflict",
    person: "physio",
    child: "CV-1001",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment senProvision supportPlans",
      health: "held assessments gp conditions allergies reviews therapies missedAppointments",
      socialCare: "held assessments",
    },
    inPart: { education: "currentEnrolment senProvision supportPlans" },
  },
  {
    promise: "the paediatrician sees all health content, and the child-protection plan when safeguarding",
    person: "paediatrician",
    child: "CV-1008",
    purpose: "SAFEGUARDING",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments restrictions",
      education: "held assessments currentEnrolment senProvision",
      health: "held assessments gp conditions allergies immunisations reviews therapies mentalHealth missedAppointments",
      socialCare: "held assessments status childProtectionPlans",
    },
    inPart: { education: "currentEnrolment senProvision", socialCare: "childProtectionPlans status" },
  },
  {
    promise: "the CAMHS clinician sees the mental health record",
    person: "camhs",
    child: "CV-1004",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment attendance senProvision",
      health: "held assessments gp conditions allergies reviews mentalHealth missedAppointments",
      socialCare: "held assessments status",
    },
    inPart: { education: "attendance currentEnrolment senProvision", socialCare: "status" },
  },
  {
    promise: "the social worker sees social care's record whole, and attendance and missed appointments when safeguarding",
    person: "social-worker",
    child: "CV-1008",
    purpose: "SAFEGUARDING",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments restrictions",
      education: "held assessments currentEnrolment attendance senProvision suspensions",
      health: "held assessments gp conditions reviews missedAppointments",
      socialCare: "held assessments status referrals assessmentFindings childInNeedPlans childProtectionPlans placements shortBreaks",
    },
    inPart: { education: "attendance currentEnrolment senProvision suspensions", health: "conditions gp missedAppointments reviews" },
  },
  {
    promise: "the lead practitioner sees the team's picture, without mental health or child protection",
    person: "lead",
    child: "CV-1001",
    purpose: "DIRECT_SUPPORT",
    shown: {
      child: "names born identifiers contact family services team processes aboutMe consents assessments",
      education: "held assessments currentEnrolment attendance senProvision supportPlans suspensions",
      health: "held assessments gp",
      socialCare: "held assessments status assessmentFindings childInNeedPlans shortBreaks",
    },
    inPart: { education: "attendance currentEnrolment senProvision supportPlans suspensions", health: "gp" },
  },
  {
    promise: "an information governance officer sees no child at all",
    person: "ig-officer",
    child: "CV-1001",
    purpose: "GOVERNANCE",
    shown: null,
    inPart: {},
  },
  {
    promise: "a therapist with no relationship to Maya does not learn that she exists",
    person: "stranger",
    child: "CV-1001",
    purpose: "DIRECT_SUPPORT",
    shown: null,
    inPart: {},
  },
];
