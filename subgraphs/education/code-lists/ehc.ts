import type { CodedValue } from "../../kit/coded-value.ts";

/** DfE SEN2 guide, item 2.4: what the local authority decided about a request. */
export const requestOutcome = {
  system: "DfE SEN2: request outcome",
  labels: {
    Y: "The local authority will assess",
    N: "The local authority will not assess",
    A: "Not decided yet",
    W: "The request was withdrawn or ended before a decision",
    H: "Decided to assess before the period that this return covers",
  },
} as const;

/** DfE SEN2 guide, item 3.1: what the local authority decided after the assessment. */
export const assessmentOutcome = {
  system: "DfE SEN2: assessment outcome",
  labels: {
    Y: "An EHC plan will be issued",
    N: "No EHC plan will be issued",
    A: "Not decided yet",
    W: "The assessment was withdrawn or ended before a decision",
    H: "Decided before the period that this return covers",
  },
} as const;

/** Whether an outcome says that the decision was made before the period of the return (`H`), and not what it was. */
export function isEarlier(outcome: CodedValue | null | undefined): boolean {
  return outcome?.code === "H";
}

/**
 * Who asked for the assessment, in words: the people whom section 36(1) and section 36(10) of the Children and Families Act 2014 let ask, and those who bring a child to
 * notice under section 23. A return has numbers of its own instead (`returnedRequestSource`).
 */
export const requestSource = {
  system: "Childview: source of an EHC request",
  labels: {
    PARENT: "A parent or carer",
    YOUNG_PERSON: "The young person",
    SETTING: "The early years setting, school or college",
    HEALTH: "A health service",
    SOCIAL_CARE: "Social care",
    OTHER: "Someone else",
  },
} as const;

/**
 * Who asked for the assessment, by the number of the return's item RequestSource, which it has had since its specification 1.3. What the numbers mean is taken from the tool by which local authorities read
 * their returns (Data to Insight, SEND tool, 2025): the Department's own list could not be read.
 */
const returnedSources: Readonly<Record<string, string>> = {
  "1": "A parent or the young person",
  "2": "A school or another education setting",
  "3": "A health service",
  "4": "Social care",
  "5": "Someone else",
};

/** Who asked for the assessment, by the return's number. One that is not known stays a number: to put a word in its place would be a guess at who asked. */
export function returnedRequestSource(number: string): CodedValue | undefined {
  if (!/^[1-9]\d?$/.test(number)) return undefined;
  return {
    code: number,
    label: returnedSources[number] ?? `Number ${number} of the return, of which no meaning is known`,
    system: "DfE SEN2: request source",
  };
}

/** Why an EHC plan ceased: item 4.6 of the Department for Education's guide to the SEN2 person level survey 2025, version 1.4. */
export const ceaseReason = {
  system: "DfE SEN2: reason the EHC plan ceased",
  labels: {
    "1": "Reached the highest age for a plan",
    "2": "Needs are met without a plan, and education or training goes on",
    "3": "Moved on to higher education",
    "4": "Moved on to paid employment (not an apprenticeship)",
    "5": "Moved to another local authority in England",
    "6": "No longer wishes to take part in education or training",
    "7": "Moved out of England",
    "8": "Has died",
    "9": "Another reason",
  },
} as const;

/** DfE SEN2 guide, module 5a: what was decided after an annual review. */
export const reviewOutcome = {
  system: "DfE SEN2: annual review decision",
  labels: {
    M: "The plan stays as it is",
    A: "The plan will be amended",
    C: "The plan will cease",
  },
} as const;
