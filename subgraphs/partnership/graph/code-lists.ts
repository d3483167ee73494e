import { registerEnumType } from "type-graphql";
import type { statutoryGrounds } from "../records/team-membership-row.ts";

/** Sex as the school census and the NHS register it. */
export const Sex = { FEMALE: "F", MALE: "M", UNKNOWN: "U", INDETERMINATE: "I" } as const;

registerEnumType(Sex, {
  name: "Sex",
  description: "Sex as registered.",
  valuesConfig: {
    FEMALE: { description: "Female." },
    MALE: { description: "Male." },
    UNKNOWN: { description: "Not known." },
    INDETERMINATE: { description: "Recorded as indeterminate." },
  },
});

/** What a person can be to a child, as the index keeps it; a young person's relation to themselves is not shown. */
export const FamilyRelation = {
  MOTHER: "mother",
  FATHER: "father",
  ADOPTIVE_MOTHER: "adoptive-mother",
  ADOPTIVE_FATHER: "adoptive-father",
  STEP_MOTHER: "step-mother",
  STEP_FATHER: "step-father",
  GRANDPARENT: "grandparent",
  SPECIAL_GUARDIAN: "special-guardian",
  FOSTER_CARER: "foster-carer",
  OTHER_CARER: "other-carer",
  LOCAL_AUTHORITY: "local-authority",
} as const;

registerEnumType(FamilyRelation, {
  name: "FamilyRelation",
  description: "What a person is to the child.",
  valuesConfig: {
    MOTHER: { description: "The child's mother by birth." },
    FATHER: { description: "The child's father by birth." },
    ADOPTIVE_MOTHER: { description: "The child's mother by adoption." },
    ADOPTIVE_FATHER: { description: "The child's father by adoption." },
    STEP_MOTHER: { description: "Married to, or in a civil partnership with, the child's parent." },
    STEP_FATHER: { description: "Married to, or in a civil partnership with, the child's parent." },
    GRANDPARENT: { description: "A grandmother or grandfather." },
    SPECIAL_GUARDIAN: { description: "Holds a special guardianship order (Children Act 1989 s14A)." },
    FOSTER_CARER: { description: "Cares for the child for the local authority, without parental responsibility." },
    OTHER_CARER: { description: "Cares for the child otherwise, for example a parent's partner." },
    LOCAL_AUTHORITY: { description: "The council as corporate parent under a care order (Children Act 1989 s31)." },
  },
});

/** As whom a person gave a consent. */
export const ConsentCapacity = { HOLDER: "holder", SELF: "self", COMPETENT_CHILD: "competent-child" } as const;

registerEnumType(ConsentCapacity, {
  name: "ConsentCapacity",
  description: "As whom a person gave a consent.",
  valuesConfig: {
    HOLDER: { description: "As a holder of parental responsibility." },
    SELF: { description: "As the young person, in their own right." },
    COMPETENT_CHILD: { description: "As a child who was assessed as competent to decide about it (Gillick)." },
  },
});

/** On what the law rests it that a practitioner works with a child. */
export const StatutoryGround = { CHILD_PROTECTION: "child-protection", LOOKED_AFTER: "looked-after" } as const satisfies Record<
  string,
  (typeof statutoryGrounds)[number]
>;

registerEnumType(StatutoryGround, {
  name: "StatutoryGround",
  description: "On what the law rests it that a practitioner works with a child.",
  valuesConfig: {
    CHILD_PROTECTION: { description: "The child has a child protection plan (Children Act 1989 s47)." },
    LOOKED_AFTER: { description: "The council looks after the child (Children Act 1989 s22)." },
  },
});
