import { GraphQLError } from "graphql";
import type { Policy } from "../../../../policies/index.ts";

/** Makes sure that the agreements know a role, an agency, and the role in that agency, as far as they are named. Throws ARGUMENT_INVALID. */
export function checkPerson({ roles }: Policy, role: string | undefined, agency: string | undefined): void {
  const held = roles.filter(({ id }) => role === undefined || id === role).flatMap(({ agencies }) => agencies);
  if (held.length === 0) throw invalid(`the agreements know no role "${String(role)}"`);
  if (agency === undefined || held.includes(agency)) return;
  if (role === undefined) throw invalid(`the agreements know no role in an agency "${agency}"`);
  throw invalid(`the role "${role}" is held in ${held.join(", ")}, not there`);
}

/** The agency in which somebody holds a role: the one that is named, or the only one there is. Throws ARGUMENT_INVALID. */
export function agencyOf(policy: Policy, role: string, agency: string | undefined): string {
  checkPerson(policy, role, agency);
  const agencies = policy.roles.find(({ id }) => id === role)?.agencies ?? [];
  const [only = "", ...others] = agencies.filter((one) => agency === undefined || one === agency);
  if (others.length > 0) throw invalid(`the role "${role}" is held in several agencies, so name one of ${agencies.join(", ")}`);
  return only;
}

/** The categories that are named, each once, in the order of the policy; all of them if none is. Throws ARGUMENT_INVALID for one that there is not. */
export function categoriesNamed(policy: Policy, named: readonly (string | null)[] | undefined): readonly string[] {
  const all = policy.categories.map(({ id }) => id);
  const unknown = named?.find((one) => one !== null && !all.includes(one));
  if (unknown !== undefined) throw invalid(`the agreements know no category "${String(unknown)}"`);
  return all.filter((id) => named === undefined || named.includes(id));
}

/** An argument that cannot be used. `rule` says what it has to be. */
export function invalid(rule: string): GraphQLError {
  return new GraphQLError(`An argument cannot be used: ${rule}.`, { extensions: { code: "ARGUMENT_INVALID" } });
}
