/** Kinds of school and setting, in the words that families use. Files of enrolments name one of these. */
export const settingType = {
  system: "Childview: kind of setting",
  labels: {
    NURSERY: "Nursery or other early years setting",
    PRIMARY: "Primary school",
    SECONDARY: "Secondary school",
    ALL_THROUGH: "All-through school",
    SPECIAL: "Special school",
    ALTERNATIVE: "Alternative provision or pupil referral unit",
    SIXTH_FORM: "Sixth form",
    COLLEGE: "Further education college",
  },
} as const;

/** DfE SEN2 guide, items 4.7c and 5.7c: where a child is placed when that is not a setting with a URN or UKPRN. */
export const senSetting = {
  system: "DfE SEN2: SEN setting",
  labels: {
    OLA: "Arranged by the local authority outside a school or college (section 61 of the Children and Families Act 2014)",
    OPA: "Arranged by the parent or young person, other than home education",
    EHE: "Elective home education",
    EYP: "Early years provider without a URN, for example a private nursery or childminder",
    OTH: "A kind of setting is named, but no particular setting",
    NEET: "Not in education, employment or training (aged 16 to 25)",
    NIEC: "Not in education or training; a notice to cease the plan was issued",
    NIEO: "Not in education or training, for another reason",
  },
} as const;
