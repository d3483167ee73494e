/**
 * Code lists of a referral, after the Department for Education's "Children in need census: guide for local authorities" (referral source,
 * primary need and reason for closure). The labels are this project's own plain words; the codes are the guide's.
 */
export const referralSources = {
  system: "DfE children in need census: referral source",
  labels: {
    "1A": "A family member, relative or carer",
    "1B": "An acquaintance, such as a neighbour or childminder",
    "1C": "The child or young person themselves",
    "1D": "Another individual, such as a stranger or a member of parliament",
    "2A": "A school",
    "2B": "Education services other than a school",
    "3A": "Health services: a GP",
    "3B": "Health services: a health visitor",
    "3C": "Health services: a school nurse",
    "3D": "Health services: other primary care",
    "3E": "Health services: an accident and emergency department",
    "3F": "Health services: another service, such as a hospice",
    "4": "Housing: the local authority or a housing association",
    "5A": "The local authority: social care, such as adult social care",
    "5B": "The local authority: another department of its own",
    "5C": "Another local authority",
    "5D": "The local authority: early help",
    "6": "The police",
    "7": "Another legal agency, such as a court, probation or immigration",
    "8": "Another organisation, such as a children's centre or a charity",
    "9": "Anonymous",
    "10": "Not known",
  },
} as const;

/** Why a child needs social care, as assessed at the referral (children in need census). One code holds, the main one. */
export const primaryNeeds = {
  system: "DfE children in need census: primary need",
  labels: {
    N0: "Not stated",
    N1: "Abuse or neglect",
    N2: "The child's disability or illness",
    N3: "A parent's disability or illness",
    N4: "A family in acute stress",
    N5: "Family dysfunction",
    N6: "Socially unacceptable behaviour",
    N7: "Low income",
    N8: "Absent parenting",
    N9: "A case other than a child in need, such as adoption support",
  },
} as const;

/** Why a case was closed (children in need census). */
export const closureReasons = {
  system: "DfE children in need census: reason for closure",
  labels: {
    RC1: "The child was adopted",
    RC2: "The child died",
    RC3: "A child arrangements order was made",
    RC4: "A special guardianship order was made",
    RC5: "The case went to another local authority",
    RC6: "The case went to adult social care",
    RC7: "Services ended for another reason, such as no longer being in need",
    RC8: "Closed after assessment, no further action",
    RC9: "Closed after assessment, referred to early help",
  },
} as const;
