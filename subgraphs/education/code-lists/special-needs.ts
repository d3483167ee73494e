/** DfE Common Basic Data Set (CBDS), "SEN provision", as the school census collects it. */
export const senProvision = {
  system: "DfE CBDS: SEN provision",
  labels: {
    E: "Education, health and care (EHC) plan",
    K: "SEN support",
    N: "No special educational need",
  },
} as const;

/** DfE CBDS, "SEN type": the kinds of need in the school census and in item 5.8 of the SEN2 guide. NSA is used by the school census alone. */
export const senNeed = {
  system: "DfE CBDS: SEN type",
  labels: {
    SPLD: "Specific learning difficulty",
    MLD: "Moderate learning difficulty",
    SLD: "Severe learning difficulty",
    PMLD: "Profound and multiple learning difficulty",
    SEMH: "Social, emotional and mental health",
    SLCN: "Speech, language and communication needs",
    HI: "Hearing impairment",
    VI: "Vision impairment",
    MSI: "Multi-sensory impairment",
    PD: "Physical disability",
    ASD: "Autistic spectrum disorder",
    DS: "Down syndrome",
    OTH: "Other difficulty or disability",
    NSA: "SEN support, but no specialist assessment yet of the kind of need",
  },
} as const;
