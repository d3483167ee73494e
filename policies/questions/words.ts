import type { Action, ConsentState, Purpose, ReasonCode, RecordMark, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";

/** The vocabulary of the agreements as an officer reads it, in the middle of a sentence. */
export const words: {
  readonly relationship: Readonly<Record<Relationship, string>>;
  readonly purpose: Readonly<Record<Purpose, string>>;
  readonly rightsHolder: Readonly<Record<RightsHolder, string>>;
  readonly consent: Readonly<Record<ConsentState, string>>;
  readonly restriction: Readonly<Record<Restriction, string>>;
  readonly mark: Readonly<Record<RecordMark, string>>;
  readonly reason: Readonly<Record<ReasonCode, string>>;
  readonly action: Readonly<Record<Action, string>>;
} = {
  relationship: {
    none: "they have no relationship to the child",
    team: "they are on the team around the child",
    lead: "they are the child's lead practitioner",
    holder: "they hold parental responsibility",
    parent: "they care for the child without parental responsibility",
    self: "they are the young person themself",
  },
  purpose: {
    DIRECT_SUPPORT: "direct support",
    EHC_ASSESSMENT: "an EHC needs assessment",
    ANNUAL_REVIEW: "an annual review",
    SAFEGUARDING: "safeguarding",
    FAMILY_ACCESS: "the family's own access",
    GOVERNANCE: "governance",
  },
  rightsHolder: {
    parent: "the parents hold the child's rights",
    "young-person": "the young person holds their own rights",
  },
  consent: {
    none: "nobody was asked for consent",
    given: "consent is given",
    refused: "consent is refused",
    withdrawn: "consent is withdrawn",
    expired: "consent has run out",
  },
  restriction: {
    "court-order": "a court order restricts them",
    "serious-harm": "it is withheld because of serious harm",
    shielded: "the child's whereabouts are shielded",
  },
  mark: {
    aboutOther: "about another person",
    withheldFromFamily: "withheld from the family",
  },
  reason: {
    ROLE: "the role does not read this",
    NO_RELATIONSHIP: "the relationship to the child is not one that opens this",
    NO_CONSENT: "consent is needed and was not given",
    CONSENT_WITHDRAWN: "consent is needed and was withdrawn",
    CONSENT_EXPIRED: "consent is needed and has run out",
    PURPOSE: "it is not read for this purpose",
    RESTRICTED: "a prohibition keeps it back",
    AGENCY_RULE: "the agency that holds it keeps it back by a rule of its own",
    PERMIT: "there was no permit that holds",
  },
  action: {
    "record-consent": "record what the family said about sharing",
    "assess-competence": "record that a child is competent to decide",
    "assess-capacity": "record that a young person lacks the capacity to decide",
    "contest-assessment": "contest an assessment of who decides",
    "add-to-team": "add a practitioner to the team around the child",
    "bring-back-to-team": "bring their own agency's people to a team on which it has nobody",
    "confirm-mandate": "confirm the mandate of a colleague whom another agency brought in",
    "end-membership": "end a colleague's membership of the team",
    "name-lead": "name the lead practitioner",
    "undo-team-change": "undo an expulsion or a change of lead",
    "record-court-order": "record, confirm and end a court order against a person",
    "shield-whereabouts": "shield the child's whereabouts, and end that",
    "withhold-for-serious-harm": "withhold their own agency's records because of serious harm, and end that",
    "open-process": "open and close an EHC needs assessment, an annual review or the review before a change of phase",
    "open-support": "open and close early help and SEN support",
    "record-milestone": "record what was done in a process, and when",
    "agree-to-override": "agree, as the second person, that a colleague's override opens what is shielded",
    "review-restriction": "confirm, contest and ask for the end of a restriction",
    "revoke-override": "revoke an override",
    "review-override": "review an override",
    "allow-another-override": "let somebody open another override after one was found unjustified",
    "tell-family": "say from which day a family is told who looked, where that is held back from them",
  },
};

/** The purposes as conditions: those that belong to a process say that it has to be open. */
export const purposeWords: Readonly<Record<Purpose, string>> = {
  ...words.purpose,
  EHC_ASSESSMENT: "an EHC needs assessment that is open",
  ANNUAL_REVIEW: "an annual review that is open",
};

/** In words whether the child has the process open to which the purpose belongs. */
export const purposeHoldsWords = {
  true: "the process that the purpose belongs to is open",
  false: "the process that the purpose belongs to is not open",
} as const;

/** An override in words. */
export const overrideWords = { true: "an override is in force", false: "no override is in force" } as const;

/** The values as one part of a sentence: `a`, `a or b`, `a, b or c`. */
export function listed(values: readonly string[], joint: "or" | "and" = "or"): string {
  const last = values.at(-1);
  return values.length < 2 || last === undefined ? values.join("") : `${values.slice(0, -1).join(", ")} ${joint} ${last}`;
}

/** The text with a capital at its head. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
