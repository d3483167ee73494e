import type { Person, Policy } from "../policy.ts";
import type { Action, Relationship } from "../vocabulary.ts";

/**
 * Whether somebody may change a fact about a child. Pure. What actions.yaml does not give to the role and relationship is nobody's, and a role counts only in an
 * agency that roles.yaml lists for it. Does not check what the law asks besides, such as whose consent counts.
 */
export function mayAct(
  { actions, personNumbers }: Pick<Policy, "actions" | "personNumbers">,
  action: Action,
  { role, agency, relationship }: Person & { readonly relationship: Relationship },
): boolean {
  if (personNumbers.get(role)?.has(agency) !== true) return false;
  const permitted = actions.find(({ id }) => id === action)?.permitted ?? [];
  return permitted.some((each) => each.roles.includes(role) && each.relationship.includes(relationship));
}
