import { peek } from "../tracked.ts";
import { snomedSystem } from "../snomed.ts";
import type { Concept } from "./elements.ts";

/** How one kind of record says that there is nothing to record: by codes of what is known to be absent, or by a whole phrase. */
interface Negation {
  readonly codes: ReadonlySet<string>;
  readonly phrase: RegExp;
}

/** The code system of the International Patient Summary for what is absent or unknown. */
const absentSystem = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

/** Words that name nothing: "nil", "none known", "NKDA". */
const nothing = /^\W*(nil|none|no|nka|nkda|nkfa)(\W+(known|recorded|reported))?\W*$/i;

/** What words hold that can stand beside a code of absence without contradicting it: "Allergies: none". */
const negative = /\b(no|nil|none|not|nka|nkda|nkfa|denies|without|absent|negative)\b/i;

/**
 * No known allergy. The codes are the descendants of SNOMED CT 716186003 that public value sets list (FHIR's, HL7 Switzerland's, the Belgian one); there is no terminology
 * server here, so a later one is told by its words.
 */
export const noAllergy: Negation = {
  codes: new Set([
    `${snomedSystem}|716186003`, // No known allergy (situation)
    `${snomedSystem}|409137002`, // No known drug allergy
    `${snomedSystem}|429625007`, // No known food allergy
    `${snomedSystem}|428607008`, // No known environmental allergy
    `${snomedSystem}|716184000`, // No known latex allergy
    `${snomedSystem}|1003774007`, // No known Hevea brasiliensis latex allergy
    `${snomedSystem}|428197003`, // No known insect allergy
    `${snomedSystem}|716220001`, // No known animal allergy
    `${absentSystem}|no-known-allergies`,
    `${absentSystem}|no-known-medication-allergies`,
    `${absentSystem}|no-known-environmental-allergies`,
    `${absentSystem}|no-known-food-allergies`,
  ]),
  // Whole phrases alone, and a sort only after "known": "No nuts - severe allergy" must stay an allergy.
  phrase:
    /^\W*(nka|nkda)?\W*(no|nil) ((known|documented|recorded|reported|history of) ([a-z]+ ){0,3}|(drug|medication|medicine|food|latex|environmental|insect|animal) )?(allerg(y|ies)|intolerances?|adverse (drug )?reactions?)( known| recorded| \(situation\))?\W*$/i,
};

/** No known problem. */
export const noProblem: Negation = {
  codes: new Set([
    `${snomedSystem}|160245001`, // No current problems or disability (situation)
    `${absentSystem}|no-known-problems`,
  ]),
  phrase:
    /^\W*(no|nil) (known |current |active |significant |relevant |other |past |medical |health )*(problems?|conditions?|diagnos[ei]s|history|problems or disability)( \(situation\))?\W*$/i,
};

/** No known immunisation. */
export const noImmunisation: Negation = {
  codes: new Set([`${absentSystem}|no-known-immunizations`]),
  phrase: /^\W*(no|nil) (known |recorded |previous )*(immuni[sz]ations?|vaccin(es?|ations?))\W*$/i,
};

/** What FHIR's International Patient Summary and people write where nothing is known either way. */
const unknownCodes: ReadonlySet<string> = new Set([
  `${absentSystem}|no-allergy-info`,
  `${absentSystem}|no-problem-info`,
  `${absentSystem}|no-immunization-info`,
]);
const unknownWords =
  /^\W*(no information( available| about .*)?|(allerg(y|ies)|allergic) (status )?(unknown|not (known|recorded|asked)))\W*$/i;

/** What a concept says: that there is something, that there is nothing, that nobody knows, or both of the first two. */
export type Sense = "SOMETHING" | "NOTHING" | "UNKNOWN" | "BOTH";

/**
 * What a concept says by all its codes and words together. A code of absence beside a name ("No known allergy", "Penicillin") says both: one of them is wrong, and
 * either reading could harm the child.
 */
export function senseOf(concept: Concept, { codes, phrase }: Negation): Sense {
  const { coding, text } = peek(concept);
  const keys = coding.flatMap(({ system, code }) => (system === undefined || code === undefined ? [] : [`${system}|${code}`]));
  const said = [text, ...coding.map(({ display }) => display)].filter((one) => one !== undefined);
  if (keys.some((key) => unknownCodes.has(key)) || (said.length > 0 && said.every((one) => unknownWords.test(one)))) return "UNKNOWN";
  if (keys.some((key) => codes.has(key))) return said.every((one) => negative.test(one)) ? "NOTHING" : "BOTH";
  // A code that is not among those of absence may be one of a later release, if whole phrases say so; "none" alone cannot.
  const absent = (one: string) => phrase.test(one) || nothing.test(one);
  if (!said.some(absent)) return "SOMETHING";
  return said.every((one) => phrase.test(one) || (keys.length === 0 && nothing.test(one))) ? "NOTHING" : "BOTH";
}
