import type { Policy } from "../policy.ts";
import type { Action, Relationship } from "../vocabulary.ts";

/** That somebody of a role who is this to a child may do something. */
export interface ActionGrant {
  readonly action: Action;
  readonly role: string;
  readonly relationship: Relationship;
}

/** What a grant is found by: equal grants have the same. */
export function grantKey({ action, role, relationship }: ActionGrant): string {
  return `${action} ${role} ${relationship}`;
}

/** All that actions.yaml gives, role by role and relationship by relationship, by their keys. How it is written does not show. */
export function grantsOf({ actions }: Pick<Policy, "actions">): ReadonlyMap<string, ActionGrant> {
  const grants = actions.flatMap(({ id: action, permitted }) =>
    permitted.flatMap(({ roles, relationship: each }) =>
      roles.flatMap((role) => each.map((relationship) => ({ action, role, relationship }))),
    ),
  );
  return new Map(grants.map((grant) => [grantKey(grant), grant]));
}
