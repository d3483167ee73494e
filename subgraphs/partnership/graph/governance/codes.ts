import { registerEnumType } from "type-graphql";
import type {
  ConsentState as ConsentStateName,
  Need,
  Relationship as RelationshipName,
  Restriction as RestrictionName,
  RightsHolder as RightsHolderName,
} from "../../../../policies/index.ts";

/** What a person is to one child, as agreements name it. */
export const Relationship = {
  NONE: "none",
  TEAM: "team",
  LEAD: "lead",
  HOLDER: "holder",
  PARENT: "parent",
  SELF: "self",
} as const satisfies Record<string, RelationshipName>;

registerEnumType(Relationship, {
  name: "Relationship",
  description: "What a person is to one child.",
  valuesConfig: {
    NONE: { description: "No relationship." },
    TEAM: { description: "On the team around the child." },
    LEAD: { description: "The child's lead practitioner." },
    HOLDER: { description: "Holds parental responsibility." },
    PARENT: { description: "Cares for the child without parental responsibility." },
    SELF: { description: "The young person themself." },
  },
});

/** Who decides about a child's information. */
export const RightsHolder = { PARENT: "parent", YOUNG_PERSON: "young-person" } as const satisfies Record<string, RightsHolderName>;

registerEnumType(RightsHolder, {
  name: "RightsHolder",
  description: "Who decides about the child's information.",
  valuesConfig: {
    PARENT: { description: "Those who hold parental responsibility." },
    YOUNG_PERSON: { description: "The young person, from the end of compulsory school age." },
  },
});

/** What has become of a consent. */
export const ConsentState = {
  NONE: "none",
  GIVEN: "given",
  REFUSED: "refused",
  WITHDRAWN: "withdrawn",
  EXPIRED: "expired",
} as const satisfies Record<string, ConsentStateName>;

registerEnumType(ConsentState, {
  name: "ConsentState",
  description: "What has become of the consent to one category, for one agency and purpose.",
  valuesConfig: {
    NONE: { description: "Nobody was asked." },
    GIVEN: { description: "Those who decide agreed." },
    REFUSED: { description: "One of those who decide refused." },
    WITHDRAWN: { description: "It was given, and taken back." },
    EXPIRED: { description: "It was given, and has run out." },
  },
});

/** What keeps a category back. */
export const Restriction = {
  COURT_ORDER: "court-order",
  SERIOUS_HARM: "serious-harm",
  SHIELDED: "shielded",
} as const satisfies Record<string, RestrictionName>;

registerEnumType(Restriction, {
  name: "Restriction",
  description: "What keeps a category back whatever else is agreed.",
  valuesConfig: {
    COURT_ORDER: { description: "An order of a court binds the person who asks." },
    SERIOUS_HARM: { description: "It is withheld because of serious harm (Data Protection Act 2018 schedule 3)." },
    SHIELDED: { description: "The child's whereabouts are shielded." },
  },
});

/** What opens a category. */
export const AccessNeed = {
  NOTHING_MORE: "NOTHING_MORE",
  CONSENT: "CONSENT",
  OVERRIDE: "OVERRIDE",
  CONSENT_AND_OVERRIDE: "CONSENT_AND_OVERRIDE",
} as const satisfies Record<Need, Need>;

registerEnumType(AccessNeed, {
  name: "AccessNeed",
  description: "What opens a category besides the relationship and the purpose.",
  valuesConfig: {
    NOTHING_MORE: { description: "The relationship and the purpose are enough." },
    CONSENT: { description: "Consent." },
    OVERRIDE: { description: "An override." },
    CONSENT_AND_OVERRIDE: { description: "Consent and an override, both." },
  },
});

/** What is decided on one category. */
export const AccessDecision = { PERMITTED: "PERMITTED", PERMITTED_IN_PART: "PERMITTED_IN_PART", REFUSED: "REFUSED" } as const;

registerEnumType(AccessDecision, {
  name: "AccessDecision",
  description: "What is decided on one category.",
  valuesConfig: {
    PERMITTED: { description: "Permitted, with all its records." },
    PERMITTED_IN_PART: { description: "Permitted, but for records that bear a mark such as “about another person”." },
    REFUSED: { description: "Refused; `reason` says why." },
  },
});
