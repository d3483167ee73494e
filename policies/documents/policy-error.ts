/** Why agreements cannot be used, as a closed list: what is wrong and how to mend it. */
export const policyErrorCodes = {
  FILE_MISSING: {
    what: "A file or folder of the policies cannot be read.",
    mend: "Put categories.yaml, roles.yaml and at least one agreement under agreements/.",
  },
  YAML_INVALID: { what: "The file is not well-formed YAML.", mend: "Correct the named line; a key may stand only once." },
  SENTENCE_CUT: {
    what: "A sentence without quotes around it has a space and a number sign in it, and YAML takes the rest for a comment.",
    mend: "Put the sentence in quotes, or the comment on a line of its own.",
  },
  KEY_MISSING: { what: "A key that every such entry has is missing.", mend: "Add the key." },
  KEY_UNKNOWN: { what: "A key that no such entry has.", mend: "Remove it, or correct its spelling." },
  VALUE_INVALID: { what: "A value that cannot stand here.", mend: "Use one of the values the message names, in the form it names." },
  WILDCARD_REFUSED: {
    what: "An asterisk or an alias stands for names.",
    mend: "Write out every name: what is added later must not be shared unread.",
  },
  OPERATOR_REFUSED: {
    what: "A query operator or a regular expression stands in a rule.",
    mend: "List the values instead; rules compare by equality and membership only.",
  },
  ID_DUPLICATE: { what: "An id is used twice.", mend: "Rename one of them; ids are unique over all agreements." },
  ROLE_UNKNOWN: {
    what: "A rule or a test names a role that roles.yaml does not have.",
    mend: "Correct the role, or add it to roles.yaml.",
  },
  AGENCY_UNKNOWN: { what: "An agency is named that no role and no category belongs to.", mend: "Correct the agency." },
  CATEGORY_UNKNOWN: {
    what: "A category is named that categories.yaml does not have.",
    mend: "Correct the category, or add it to categories.yaml.",
  },
  PURPOSE_UNKNOWN: { what: "A purpose that is not in the closed list.", mend: "Use one of the purposes the message names." },
  RELATIONSHIP_UNKNOWN: { what: "A relationship that is not in the closed list.", mend: "Use one of the relationships the message names." },
  CONDITION_UNKNOWN: {
    what: "A rule depends on a condition that does not exist.",
    mend: "Use relationship, purpose, rightsHolder, consent, restriction, override or record.",
  },
  CONDITION_CONTRARY: {
    what: "A condition would turn the rule against its purpose, so that a consent took away or a restriction gave.",
    mend: "A permit may ask for consent given, an override, or records without a mark; a prohibition for the opposite, or a restriction.",
  },
  PERMIT_UNBOUNDED: {
    what: "A permit does not say for which roles, relationship and purpose it is.",
    mend: "Name the roles, the relationships (never none) and the purposes.",
  },
  OUTSIDE_AGREEMENT: {
    what: "A rule goes beyond what its agreement covers.",
    mend: "Add the party, the purpose or the data item to the agreement and have it approved again, or narrow the rule.",
  },
  BASIS_MISSING: { what: "A rule names no legal basis.", mend: "Name at least one basis of the agreement." },
  BASIS_UNKNOWN: {
    what: "A rule names a legal basis that its agreement does not define.",
    mend: "Define it under bases, or correct its id.",
  },
  BECAUSE_MISSING: { what: "A rule does not say why it exists.", mend: "Add because, in one sentence." },
  TESTS_MISSING: { what: "There is no test of the agreements.", mend: "Write one under tests/, in a file that ends with .yaml." },
  REASON_UNKNOWN: {
    what: "A test names a reason for which no policy refuses.",
    mend: "Use one of the reasons the message names.",
  },
  EXPECTATION_CONTRARY: {
    what: "A test contradicts itself, or tests nothing.",
    mend: "A category is read, or refused for one reason, among those the test is about; and at least one situation must be left.",
  },
  REVIEW_EXPIRED: {
    what: "An agreement is past its review date, so nobody answers for it.",
    mend: "Review the agreement and set a new date.",
  },
} as const;

/** One of the closed list of codes. */
export type PolicyErrorCode = keyof typeof policyErrorCodes;

/** Where in a policy file something is wrong. Lines count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** An agreement, or a file that agreements rest on, that cannot be used. Tells the place, what is wrong there, and how to mend it. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly code: PolicyErrorCode;
  readonly file: string;
  readonly line: number;
  readonly mend: string;

  constructor(code: PolicyErrorCode, place: Place, detail: string, options?: ErrorOptions) {
    const { mend } = policyErrorCodes[code];
    super(`${place.file}:${String(place.line)}: ${detail} ${mend}`, options);
    this.code = code;
    this.file = place.file;
    this.line = place.line;
    this.mend = mend;
  }
}
