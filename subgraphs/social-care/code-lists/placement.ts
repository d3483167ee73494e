/**
 * Code lists of an episode of care, after the Department for Education's "Children looked after by local authorities in England: guide to the
 * SSDA903 collection". The labels are this project's own plain words; the codes are the guide's.
 */
export const legalStatuses = {
  system: "DfE SSDA903: legal status",
  labels: {
    C1: "Interim care order",
    C2: "Care order",
    D1: "Freeing order",
    E1: "Placement order",
    J1: "Remanded to accommodation or youth detention",
    J2: "Placed under the Police and Criminal Evidence Act 1984",
    J3: "Youth rehabilitation order with a residence or fostering requirement",
    L1: "Police protection",
    L2: "Emergency protection order",
    L3: "Child assessment order",
    V2: "Accommodated by agreement (Children Act 1989 section 20)",
    V3: "An agreed series of short breaks, each recorded",
    V4: "An agreed series of short breaks, recorded as one",
  },
} as const;

/**
 * Where a looked-after child lives (SSDA903 placement type). The lists by year, as the Department's own check 146 has them (Data to Insight, csc-validator-be-903): 2022-23 without `K3`, 2024-25 with
 * it beside `H5`, and 2025-26 with `Z11` to `Z14` in place of `H5`, `P2` and `Z1`. `K3` can be of no day before supported accommodation was registered, from 28 April 2023 on (Supported Accommodation
 * (England) Regulations 2023). What `Z11` to `Z14` tell apart was found in no list: they have no provider and no registration number (checks 213 and 218), and no more is said of them.
 */
export const placementTypes = {
  system: "DfE SSDA903: placement type",
  held: {
    H5: { until: "2025-03-31" },
    K3: { from: "2023-04-28" },
    P2: { until: "2025-03-31" },
    Z1: { until: "2025-03-31" },
    Z11: { from: "2025-04-01" },
    Z12: { from: "2025-04-01" },
    Z13: { from: "2025-04-01" },
    Z14: { from: "2025-04-01" },
  },
  labels: {
    A3: "Placed for adoption with consent, with the present foster carer",
    A4: "Placed for adoption with consent, with somebody other than the present foster carer",
    A5: "Placed for adoption under a placement order, with the present foster carer",
    A6: "Placed for adoption under a placement order, with somebody other than the present foster carer",
    H5: "Supported or semi-independent living",
    K1: "Secure children's home",
    K2: "Children's home",
    K3: "Supported accommodation",
    P1: "With a parent or another person with parental responsibility",
    P2: "Independent living",
    P3: "Residential employment",
    R1: "Residential care home",
    R2: "A health establishment, such as a hospital",
    R3: "Family centre or mother-and-baby unit",
    R5: "Young offender institution or prison",
    S1: "Residential school",
    T0: "A temporary move",
    T1: "A temporary stay in hospital",
    T2: "A temporary absence on holiday",
    T3: "Temporary care while the foster carer is on holiday",
    T4: "Temporary care of seven days or less",
    U1: "Fostered by a relative or friend, long term",
    U2: "Fostered by a relative or friend who may adopt",
    U3: "Fostered by a relative or friend, not long term",
    U4: "Fostered by another carer, long term",
    U5: "Fostered by another carer who may adopt",
    U6: "Fostered by another carer, not long term",
    Z1: "Another placement",
    Z11: "Another placement, the return's kind Z11",
    Z12: "Another placement, the return's kind Z12",
    Z13: "Another placement, the return's kind Z13",
    Z14: "Another placement, the return's kind Z14",
  },
} as const;

/** Who provides a placement (SSDA903 placement provider). */
export const placementProviders = {
  system: "DfE SSDA903: placement provider",
  labels: {
    PR0: "A parent or another person with parental responsibility",
    PR1: "The local authority itself",
    PR2: "Another local authority",
    PR3: "Another public body",
    PR4: "A private provider",
    PR5: "A voluntary or charitable provider",
  },
} as const;

/** Why a child came to be looked after (SSDA903 category of need). The census has more: `N0` and `N9` are no reasons for care. */
export const careNeeds = {
  system: "DfE SSDA903: category of need",
  labels: {
    N1: "Abuse or neglect",
    N2: "The child's disability or illness",
    N3: "A parent's disability or illness",
    N4: "A family in acute stress",
    N5: "Family dysfunction",
    N6: "Socially unacceptable behaviour",
    N7: "Low income",
    N8: "Absent parenting",
  },
} as const;

/** Why an episode of care began (SSDA903 reason for new episode). */
export const episodeStarts = {
  system: "DfE SSDA903: reason for new episode",
  labels: {
    S: "The child began to be looked after",
    L: "The legal status changed",
    P: "The placement and carer changed",
    T: "The placement changed, with the same carer",
    B: "The legal status, placement and carer changed",
    U: "The legal status and placement changed, with the same carer",
  },
} as const;

/** Why an episode of care ended (SSDA903 reason episode ceased). */
export const episodeEnds = {
  system: "DfE SSDA903: reason episode ceased",
  labels: {
    E11: "Adopted, unopposed",
    E12: "Adopted, the court did without consent",
    E13: "Left to live with somebody who has no parental responsibility",
    E14: "A remand to accommodation ended",
    E15: "Found to be an adult",
    E16: "Moved abroad",
    E17: "Turned 18 and stayed with the same carers",
    E2: "The child died",
    E3: "Another local authority took over the care",
    E41: "A child arrangements order was made",
    E45: "Special guardianship: former foster carers who are relatives or friends",
    E46: "Special guardianship: former foster carers who are not relatives or friends",
    E47: "Special guardianship: other carers who are relatives or friends",
    E48: "Special guardianship: other carers who are not relatives or friends",
    E4A: "Returned home as planned",
    E4B: "Returned home, not as planned",
    E5: "Moved to independent living with support",
    E6: "Moved to independent living without support",
    E7: "Moved to residential care of adult social care",
    E8: "Another reason",
    E9: "Sentenced to custody",
    X1: "Another episode of care followed at once",
  },
} as const;

/** Why a placement changed (SSDA903 reason for placement change). */
export const placementChanges = {
  system: "DfE SSDA903: reason for placement change",
  labels: {
    ALLEG: "An allegation",
    APPRR: "The approval was removed",
    CARPL: "As the care plan said",
    CHILD: "The child asked for it",
    CLOSE: "The resource closed",
    CREQB: "The carer asked for it because of the child's behaviour",
    CREQO: "The carer asked for it for another reason",
    CUSTOD: "The child went into custody",
    LAREQ: "The responsible authority asked for it",
    OTHER: "Another reason",
    PLACE: "The provider's placement ended or changed",
    STAND: "A concern about standards",
  },
} as const;
