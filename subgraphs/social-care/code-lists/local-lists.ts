/**
 * What kind of short break a family has: the four that a local authority must offer a range of (Breaks for Carers of Disabled Children
 * Regulations 2011, regulation 4). The codes are this project's own; no return carries short breaks in this detail.
 */
export const shortBreakKinds = {
  system: "urn:childview:social-care:short-break",
  labels: {
    DAYTIME: "Day-time care at home or elsewhere",
    OVERNIGHT: "Overnight care at home or elsewhere",
    ACTIVITIES: "Educational or leisure activities outside the home",
    EVENINGS: "Help in the evenings, at weekends or in school holidays",
  },
} as const;

/**
 * Kinds of assessment that social care makes, for the index. The codes are this project's own. Section 47 enquiries are left out on purpose: the
 * index is shared more widely than child protection is.
 */
export const assessmentKinds = {
  system: "urn:childview:social-care:assessment",
  labels: {
    "CHILD-AND-FAMILY": "Child and family assessment (Children Act 1989 section 17)",
    "YOUNG-CARER": "Young carer's needs assessment (Children Act 1989 section 17ZA)",
    "PARENT-CARER": "Parent carer's needs assessment (Children Act 1989 section 17ZD)",
    "ADOPTION-SUPPORT": "Assessment of need for adoption support (Adoption and Children Act 2002 section 4)",
    TRANSITION: "Child's needs assessment for adult care (Care Act 2014 section 58)",
  },
} as const;

/** That a child is no longer here. The codes are this project's own: the returns say it among the reasons why a case closed or an episode of care ended. */
export const departures = {
  system: "urn:childview:social-care:departure",
  labels: {
    DIED: "The child has died",
    "OTHER-AUTHORITY": "Another local authority took over",
    ABROAD: "The child moved abroad",
  },
} as const;
