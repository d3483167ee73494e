import { ChildviewError } from "../../../service/errors.ts";

const leastCharacters = 30;
const leastWords = 5;

/**
 * Whether a text says enough for somebody else to judge by it: 30 characters at least, and five different words. Pure; what it says, only people can judge.
 */
export function hasSubstance(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  return words.join(" ").length >= leastCharacters && new Set(words).size >= leastWords;
}

/** Throws REASON_TOO_SHORT unless the text of an argument has substance. */
export function mustHaveSubstance(argument: string, text: string): void {
  if (!hasSubstance(text))
    throw new ChildviewError(
      "REASON_TOO_SHORT",
      `"${argument}" has ${String(leastCharacters)} characters and ${String(leastWords)} different words at least.`,
    );
}
