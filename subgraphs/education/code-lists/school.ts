/** DfE CBDS, "National curriculum year group". */
export const yearGroup = {
  system: "DfE CBDS: year group",
  labels: {
    E1: "Early first year (under 1)",
    E2: "Early second year (aged 1)",
    N1: "First nursery year (aged 2 to 3)",
    N2: "Second nursery year (aged 3 to 4)",
    R: "Reception",
    "1": "Year 1",
    "2": "Year 2",
    "3": "Year 3",
    "4": "Year 4",
    "5": "Year 5",
    "6": "Year 6",
    "7": "Year 7",
    "8": "Year 8",
    "9": "Year 9",
    "10": "Year 10",
    "11": "Year 11",
    "12": "Year 12",
    "13": "Year 13",
    "14": "Year 14",
    X: "Year group does not apply",
  },
} as const;

/** DfE CBDS, "Enrolment status". */
export const enrolmentStatus = {
  system: "DfE CBDS: enrolment status",
  labels: {
    C: "Enrolled here and nowhere else",
    M: "Enrolled at two settings; this is the main one",
    S: "Enrolled at two settings; this is the second one",
    F: "Taught at a further education college",
    O: "Taught by another provider",
    G: "Guest: not on the register here",
    P: "Left this setting",
  },
} as const;

/** Periods that attendance is added up over: the census terms of the CBDS, and their halves as schools report them. */
export const schoolPeriod = {
  system: "Childview: school period",
  labels: {
    AUT: "Autumn term",
    SPR: "Spring term",
    SUM: "Summer term",
    AUT1: "Autumn term, first half",
    AUT2: "Autumn term, second half",
    SPR1: "Spring term, first half",
    SPR2: "Spring term, second half",
    SUM1: "Summer term, first half",
    SUM2: "Summer term, second half",
  },
} as const;

/** DfE CBDS, "Exclusion category". */
export const exclusionCategory = {
  system: "DfE CBDS: exclusion category",
  labels: {
    SUSP: "Suspension",
    PERM: "Permanent exclusion",
    LNCH: "Suspension over lunchtimes",
  },
} as const;

/** DfE CBDS, "Exclusion reason". OT was withdrawn for exclusions that began after August 2020 but stands in older records. */
export const exclusionReason = {
  system: "DfE CBDS: exclusion reason",
  labels: {
    PP: "Physical assault against a pupil",
    PA: "Physical assault against an adult",
    VP: "Verbal abuse or threatening behaviour against a pupil",
    VA: "Verbal abuse or threatening behaviour against an adult",
    OW: "Use or threat of use of an offensive weapon or prohibited item",
    BU: "Bullying",
    RA: "Racist abuse",
    LG: "Abuse against sexual orientation and gender identity",
    DS: "Abuse relating to disability",
    SM: "Sexual misconduct",
    DA: "Drug and alcohol related",
    DM: "Damage",
    TH: "Theft",
    MT: "Inappropriate use of social media or online technology",
    PH: "Wilful and repeated breach of measures that protect public health",
    DB: "Persistent or general disruptive behaviour",
    OT: "Other",
  },
} as const;
