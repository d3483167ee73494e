import { type Action, mayAct, type Relationship } from "../../../policies/index.ts";
import { ChildviewError } from "../../../service/errors.ts";
import { byEveryRole, rolesOf } from "../deciding/directory.ts";
import type { OpenChange } from "./change.ts";

/** As whom somebody asks for a change. */
type Asking = Pick<OpenChange, "policy" | "principal" | "relationship" | "practitioner">;

/** The roles in which somebody asks for a change: what each of them may, they may. */
export function rolesIn({ principal, practitioner }: Pick<OpenChange, "principal" | "practitioner">): readonly string[] {
  return rolesOf(principal, practitioner(principal.subject));
}

/** Whether the policy lets this person change such a fact, in each of their roles. `as` is what they are taken to be to the child. */
export function may(asking: Asking, action: Action, as: Relationship = asking.relationship): boolean {
  const { policy, principal } = asking;
  return byEveryRole(rolesIn(asking), (role) => mayAct(policy, action, { role, agency: principal.agency, relationship: as }));
}

/** Throws unless the policy lets this person, who is this to the child, change such a fact: ACTION_NOT_PERMITTED, or ROLE_CONTRADICTED if it is for the directory alone that they may not. */
export function mustAct(asking: Asking, action: Action): void {
  if (may(asking, action)) return;
  const { policy, principal, relationship } = asking;
  const mayByToken = mayAct(policy, action, { role: principal.role, agency: principal.agency, relationship });
  throw new ChildviewError(mayByToken ? "ROLE_CONTRADICTED" : "ACTION_NOT_PERMITTED", "");
}
