import { type ReasonCode, reasonCodes, type RecordMark } from "../policies/vocabulary.ts";

/** The marks that a record must not bear; none means every record. */
type Without = Readonly<Partial<Record<RecordMark, false>>>;

/**
 * The codes by which a permit says that records of a category may be read, and which: those that fit one of the conditions. With two marks these are all that there can be; a third mark makes codes, and so a
 * new version of the format.
 */
export const readCodes = {
  ALL: [{}],
  NOT_ABOUT_OTHER: [{ aboutOther: false }],
  NOT_WITHHELD_FROM_FAMILY: [{ withheldFromFamily: false }],
  UNMARKED: [{ aboutOther: false, withheldFromFamily: false }],
  NOT_BOTH_MARKS: [{ aboutOther: false }, { withheldFromFamily: false }],
} as const satisfies Record<string, readonly Without[]>;
/** Says which records of a category may be read. */
export type ReadCode = keyof typeof readCodes;

/** Why a category is withheld, as a permit says it. PERMIT is none of these: it says that no permit holds. */
export type WithheldCode = Exclude<ReasonCode, "PERMIT">;

/** What was decided of one category: which records may be read, or why it is withheld. */
export interface Verdict {
  readonly code: ReadCode | WithheldCode;
  /** The ids, sorted, that the actor may be told of the rules behind it: behind a refusal, or behind what is left out. None where all may be read. */
  readonly rules: readonly string[];
}

/** Whether the code says that records may be read. */
export function isReadCode(code: string): code is ReadCode {
  return Object.hasOwn(readCodes, code);
}

/** Whether a permit may say this code. */
export function isPermitCode(code: string): code is Verdict["code"] {
  return isReadCode(code) || (code !== "PERMIT" && (reasonCodes as readonly string[]).includes(code));
}

/**
 * The code that says the same as conditions of which each is enough, as a decision has them: what counts is which records they let pass, and not how they are written, since two decisions together write them otherwise. Throws
 * where they let no record pass: that is no permission.
 */
export function readCodeOf(conditions: readonly Without[]): ReadCode {
  const [found] = Object.keys(readCodes).filter((code) => isReadCode(code) && passing(readCodes[code]) === passing(conditions));
  if (found === undefined || !isReadCode(found)) throw new Error(`no code of a permit says ${JSON.stringify(conditions)}`);
  return found;
}

/** All kinds of records that there are, each by the marks that it bears. */
const kinds: readonly (readonly RecordMark[])[] = [[], ["aboutOther"], ["withheldFromFamily"], ["aboutOther", "withheldFromFamily"]];

function passing(conditions: readonly Without[]): string {
  return kinds.map((marks) => conditions.some((without) => marks.every((mark) => without[mark] === undefined))).join();
}
