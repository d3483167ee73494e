/** Kinds of assessment that education services make, for the index of assessments. There is no published list; these are ours. */
export const assessmentKind = {
  system: "Childview: kind of education assessment",
  labels: {
    EP_ASSESSMENT: "Educational psychologist's assessment",
    EP_CONSULTATION: "Educational psychologist's consultation",
    EYFS_PROFILE: "Early years foundation stage profile",
    PROGRESS_CHECK_2: "Progress check at age two",
    PHONICS_CHECK: "Phonics screening check",
    SPECIALIST_TEACHER: "Specialist teacher's assessment",
    SENCO_SCREENING: "SENCO's screening",
    ACCESS_ARRANGEMENTS: "Assessment for exam access arrangements",
    BEHAVIOUR_ASSESSMENT: "Assessment of behaviour and its causes",
    EHC_ADVICE: "Advice for an EHC needs assessment",
  },
} as const;
