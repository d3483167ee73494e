/**
 * Which elements of a group are read, and how often each may stand there. Whatever is in none of these lists is counted and told to whoever imports the file, also what the
 * census has and this agency does not keep because nobody in the partnership needs it from it.
 */
export interface Group {
  /** Values that stand at most once. */
  readonly values?: readonly string[];
  /** Values that may repeat. */
  readonly lists?: readonly string[];
  /** Groups that stand at most once. */
  readonly groups?: Readonly<Record<string, Group>>;
  /** Groups that may repeat. */
  readonly repeated?: Readonly<Record<string, Group>>;
}

// The element names are those of the Department for Education's "Children in need census: technical specification".

const assessments: Group = {
  values: ["AssessmentActualStartDate", "AssessmentAuthorisationDate"],
  groups: { FactorsIdentifiedAtAssessment: { lists: ["AssessmentFactors"] } },
};

const childProtectionPlans: Group = {
  values: ["CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP"],
  // The specification has `Reviews` with a list of dates; some systems write the older nesting of one element for each review.
  repeated: { Reviews: { lists: ["CPPreviewDate"] }, CPPreviews: { repeated: { CPPreview: { lists: ["CPPreviewDate"] } } } },
};

const details: Group = {
  values: ["CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure", "DateOfInitialCPC", "ReferralNFA"],
  repeated: {
    Assessments: assessments,
    CINPlanDates: { values: ["CINPlanStartDate", "CINPlanEndDate"] },
    Section47: { values: ["S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"] },
    ChildProtectionPlans: childProtectionPlans,
  },
};

/** The group of one child. */
const child: Group = {
  groups: {
    ChildIdentifiers: {
      values: ["LAchildID", "UPN", "PersonBirthDate", "PersonDeathDate"],
    },
    ChildCharacteristics: { groups: { Disabilities: { lists: ["Disability"] } } },
  },
  repeated: { CINdetails: details },
};

/** The whole document. */
export const message: Group = {
  groups: {
    Header: {
      groups: {
        CollectionDetails: { values: ["Collection", "ReferenceDate"] },
      },
    },
    Children: { repeated: { Child: child } },
  },
};
