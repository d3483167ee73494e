import { type Action, mayAct } from "../../../policies/index.ts";
import { ChildviewError } from "../../../service/errors.ts";
import type { OpenChange } from "./change.ts";

/** Throws ACTION_NOT_PERMITTED unless the policy lets this person, who is this to the child, change such a fact. */
export function mustAct(
  { policy, principal, relationship }: Pick<OpenChange, "policy" | "principal" | "relationship">,
  action: Action,
): void {
  const { role, agency } = principal;
  if (!mayAct(policy, action, { role, agency, relationship })) throw new ChildviewError("ACTION_NOT_PERMITTED", "");
}
