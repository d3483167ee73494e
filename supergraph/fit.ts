import { misfits, type Misfit, type Policy } from "../policies/index.ts";
import { ChildviewError } from "../service/errors.ts";
import type { Agencies } from "../trust/agencies.ts";
import type { ClassifiedField } from "./classified-fields.ts";

/** What does not fit between the documents, the issuers of the list of agencies, and the classified fields of the composed schema. */
export function misfitsAround(
  policy: Policy,
  { issuers }: Pick<Agencies, "issuers">,
  fields: readonly ClassifiedField[],
): readonly Misfit[] {
  return misfits(policy, { fields, assertable: issuers.flatMap(({ agency, roles }) => roles.map((role) => ({ role, agency }))) });
}

/** A misfit as a person reads it: what it is about, what does not fit, and how to mend it. */
export function misfitText({ about, what, mend }: Misfit): string {
  return `${about}: ${what} ${mend}`;
}

/**
 * Makes sure that nothing is made of a policy that `npm run policy -- check` finds unfit: a page or a schema would pass it off as good. Throws POLICY_UNFIT with all that does not
 * fit. Does not follow chains of changes, which takes a minute.
 */
export function requireFit(...around: Parameters<typeof misfitsAround>): void {
  const found = misfitsAround(...around);
  if (found.length > 0)
    throw new ChildviewError("POLICY_UNFIT", `nothing is written: ${found.map(misfitText).join(" ")}`.replace(/\.$/, ""));
}
