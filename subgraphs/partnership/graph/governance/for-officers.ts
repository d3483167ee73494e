import { GraphQLError } from "graphql";
import { errorCodes } from "../../../../service/errors.ts";
import { byEveryRole } from "../../deciding/directory.ts";
import { rolesOfAsker } from "../asker.ts";
import type { PartnershipContext } from "../context.ts";

const officerRole = "ig-officer";

/** What the description of each field for officers ends with. */
export const officersOnly = "For information governance officers; everybody else gets null with the error OFFICERS_ONLY.";

/**
 * Whether somebody asks as an information governance officer: their token says so, and the directory. The agreements say where there are any: an issuer of another agency must not make its
 * people officers by the role's name, nor any issuer those whom the directory does not have as officers.
 */
export async function isOfficer(context: PartnershipContext): Promise<boolean> {
  const { principal, policy } = context;
  if (principal.role !== officerRole || policy.personNumbers.get(officerRole)?.has(principal.agency) !== true) return false;
  return byEveryRole(await rolesOfAsker(context), (role) => role === officerRole);
}

/** The context, for a field that only officers may ask. Throws OFFICERS_ONLY. */
export async function forOfficers(context: PartnershipContext): Promise<PartnershipContext> {
  if (!(await isOfficer(context))) {
    const { what, todo } = errorCodes.OFFICERS_ONLY;
    throw new GraphQLError(`${what} ${todo}`, { extensions: { code: "OFFICERS_ONLY" } });
  }
  return context;
}
