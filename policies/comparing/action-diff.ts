import type { Policy } from "../policy.ts";
import { type ActionGrant, grantsOf } from "./action-grants.ts";

/** Somebody who may change a fact that they could not, or no longer. */
export interface ActionChange extends ActionGrant {
  readonly change: "now permitted" | "no longer permitted";
}

/** Compares who may change what in two policies, role by role and relationship by relationship. How it is written does not show. */
export function diffActions(before: Pick<Policy, "actions">, after: Pick<Policy, "actions">): readonly ActionChange[] {
  const [earlier, later] = [grantsOf(before), grantsOf(after)];
  const only = (from: typeof earlier, other: typeof earlier, change: ActionChange["change"]) =>
    [...from].flatMap(([key, grant]) => (other.has(key) ? [] : [{ change, ...grant }]));
  return [...only(later, earlier, "now permitted"), ...only(earlier, later, "no longer permitted")];
}
