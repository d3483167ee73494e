import { registerEnumType } from "type-graphql";
import type { Purpose as PurposeName } from "../../../policies/index.ts";

/** What a request is for (FHIR PurposeOfUse in brackets below). Every question about a child says so. */
export const Purpose = {
  DIRECT_SUPPORT: "DIRECT_SUPPORT",
  EHC_ASSESSMENT: "EHC_ASSESSMENT",
  ANNUAL_REVIEW: "ANNUAL_REVIEW",
  SAFEGUARDING: "SAFEGUARDING",
  FAMILY_ACCESS: "FAMILY_ACCESS",
  GOVERNANCE: "GOVERNANCE",
} as const satisfies Record<PurposeName, PurposeName>;

registerEnumType(Purpose, {
  name: "Purpose",
  description: "What the request is for. What you may see depends on it, and the family can see which one was named.",
  valuesConfig: {
    DIRECT_SUPPORT: { description: "Day-to-day teaching, care or treatment of the child (TREAT)." },
    EHC_ASSESSMENT: { description: "An education, health and care needs assessment under way." },
    ANNUAL_REVIEW: { description: "The yearly review of an education, health and care plan." },
    SAFEGUARDING: { description: "Protecting the child from harm." },
    FAMILY_ACCESS: { description: "A parent's, carer's or young person's own access (PATRQT)." },
    GOVERNANCE: { description: "Reviewing decisions and policies; never a child's content." },
  },
});
