/** What a subgraph says of a refusal, beside the category and how much of it is withheld. */
export interface RefusalWords {
  readonly reason: string;
  readonly remedy: string;
  /** The ids of the rules behind it that the caller may be told. */
  readonly rules: readonly string[];
}

/** Why everything is withheld where no permit holds. */
export const noPermit: RefusalWords = {
  reason: "PERMIT",
  remedy: "Ask through the gateway, which obtains a permit for each operation.",
  rules: [],
};

/** What is said where an agency keeps back by a rule of its own what the permit allows; the agency knows which rules these are. */
export const agencyRule: RefusalWords = {
  reason: "AGENCY_RULE",
  remedy: "The agency's own rules are stricter here than the agreements: ask the agency itself.",
  rules: [],
};

/** What is said where some records of a category are left out, *if there are any*; the permit says by which rules. */
export const inPart: RefusalWords = {
  reason: "RESTRICTED",
  remedy: "Records about another person, or withheld for somebody's safety, are left out here, if there are any.",
  rules: [],
};
