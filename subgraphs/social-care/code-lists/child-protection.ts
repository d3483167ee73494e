/** Categories of abuse on a child-protection plan, after the Department for Education's "Children in need census: guide for local authorities". */
export const abuseCategories = {
  system: "DfE children in need census: category of abuse",
  labels: {
    NEG: "Neglect",
    PHY: "Physical abuse",
    SAB: "Sexual abuse",
    EMO: "Emotional abuse",
    MUL: "More than one category",
  },
} as const;
