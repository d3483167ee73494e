import { ChildviewError } from "../../../service/errors.ts";

const leastCharacters = 30;
const leastWords = 5;

/** How long a text with substance is, for the descriptions of arguments that have to have it. */
export const saidWithSubstance = `in a sentence or two (${String(leastCharacters)} characters and ${String(leastWords)} different words at least)`;

/**
 * Whether a text says enough for somebody else to judge by it: 30 characters at least, and five different words. Pure; what it says, only people can judge.
 */
export function hasSubstance(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  return words.join(" ").length >= leastCharacters && new Set(words).size >= leastWords;
}

/**
 * Throws REASON_TOO_SHORT unless the text of an argument has substance. It is the one bar for whatever a colleague, an officer or a court has to judge by: what is recorded of a restriction or an
 * assessment, and its end, an override, its review, and a restriction that is contested. What closes at once by anybody's word (contesting an assessment, revoking an override) has none.
 */
export function mustHaveSubstance(argument: string, text: string): void {
  if (!hasSubstance(text)) throw new ChildviewError("REASON_TOO_SHORT", `"${argument}" is said ${saidWithSubstance}.`);
}
