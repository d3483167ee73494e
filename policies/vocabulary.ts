/** Why a person asks. Every question names one; nothing is read for "any purpose" (Caldicott principle 1). */
export const purposes = ["DIRECT_SUPPORT", "EHC_ASSESSMENT", "ANNUAL_REVIEW", "SAFEGUARDING", "FAMILY_ACCESS", "GOVERNANCE"] as const;
/** Why a person asks. */
export type Purpose = (typeof purposes)[number];

/**
 * What agencies and the family do together for a child, with a beginning and an end: early help, SEN support, an EHC needs assessment (Children and Families Act
 * 2014 s36), the review of a plan (s44), and the review before a change of phase (SEND Regulations 2014 regulation 18).
 */
export const processes = ["EARLY_HELP", "SEN_SUPPORT", "EHC_ASSESSMENT", "ANNUAL_REVIEW", "PHASE_TRANSFER"] as const;
/** What agencies and the family do together for a child, with a beginning and an end. */
export type Process = (typeof processes)[number];

/** The process to which a purpose belongs; undefined for one that belongs to none. Nobody asks for the purpose of a process that the child does not have. */
export function processOf(purpose: Purpose): Process | undefined {
  return purpose === "EHC_ASSESSMENT" || purpose === "ANNUAL_REVIEW" ? purpose : undefined;
}

/** Whether a purpose holds for a child who has these processes open: the process to which it belongs is among them, or it belongs to none. Pure. */
export function purposeHolds(purpose: Purpose, open: readonly Process[]): boolean {
  const process = processOf(purpose);
  return process === undefined || open.includes(process);
}

/** What a person is to one child. `holder` has parental responsibility, `parent` cares for the child without it. */
export const relationships = ["none", "team", "lead", "holder", "parent", "self"] as const;
/** What a person is to one child. */
export type Relationship = (typeof relationships)[number];

/** What has become of the consent to one category, for one person and purpose. Only `given` ever permits (ISO/IEC TS 27560). */
export const consentStates = ["none", "given", "refused", "withdrawn", "expired"] as const;
/** What has become of the consent to one category, for one person and purpose. */
export type ConsentState = (typeof consentStates)[number];

/** Who decides about the child's information: a holder of parental responsibility, or the young person in their own right. */
export const rightsHolders = ["parent", "young-person"] as const;
/** Who decides about the child's information. */
export type RightsHolder = (typeof rightsHolders)[number];

/** What bars a category for one person: an order that binds them, the serious harm test, or a shielded address. */
export const restrictions = ["court-order", "serious-harm", "shielded"] as const;
/** What bars a category for one person. */
export type Restriction = (typeof restrictions)[number];

/**
 * What can be changed of a child's facts besides one's own word about sharing, which the law gives and no policy. Opening an override is not here either: which roles
 * may follows from the rules that overrides turn on.
 */
export const actions = [
  "record-consent",
  "assess-competence",
  "assess-capacity",
  "contest-assessment",
  "add-to-team",
  "bring-back-to-team",
  "confirm-mandate",
  "end-membership",
  "name-lead",
  "undo-team-change",
  "record-court-order",
  "shield-whereabouts",
  "withhold-for-serious-harm",
  "review-restriction",
  "open-process",
  "open-support",
  "record-milestone",
  "agree-to-override",
  "revoke-override",
  "review-override",
  "allow-another-override",
  "tell-family",
] as const;
/** What can be changed of a child's facts. */
export type Action = (typeof actions)[number];

/**
 * Why something is withheld, as a closed list. `AGENCY_RULE` is a rule in which the agency that holds it is stricter
 * than the agreements. `decide` gives all but the last: `PERMIT` is a permit that is missing or does not hold, which the agency finds.
 */
export const reasonCodes = [
  "ROLE",
  "NO_RELATIONSHIP",
  "NO_CONSENT",
  "CONSENT_WITHDRAWN",
  "CONSENT_EXPIRED",
  "PURPOSE",
  "RESTRICTED",
  "AGENCY_RULE",
  "PERMIT",
] as const;
/** Why something is withheld. */
export type ReasonCode = (typeof reasonCodes)[number];

/** What an agency can mark a record with: it tells of another person, or is kept from the family for now. */
export const recordMarks = ["aboutOther", "withheldFromFamily"] as const;
/** What an agency can mark a record with. */
export type RecordMark = (typeof recordMarks)[number];
