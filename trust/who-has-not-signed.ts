import type { CheckedSignature } from "./policy-signature.ts";

/**
 * Who has to sign a version of the policy and has not, as the beginning of a sentence that ends in "has signed"; undefined if it is in force. One listed officer has to, and
 * of each agency that has rules of its own in it one of that agency: nobody else can say that these are its rules. `titleOf` says how an agency is called in a sentence.
 */
export function whoHasNotSigned(
  checked: readonly CheckedSignature[],
  withOwnRules: Iterable<string>,
  titleOf: (agency: string) => string,
): string | undefined {
  const signed = new Set(checked.flatMap((one) => (one.holds ? [one.officer.agency] : [])));
  if (signed.size === 0) return "No listed officer";
  const [missing] = [...withOwnRules].filter((agency) => !signed.has(agency)).sort();
  return missing === undefined ? undefined : `No listed officer of ${titleOf(missing)}, whose own rules are part of it,`;
}
