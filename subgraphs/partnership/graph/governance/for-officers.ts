import { GraphQLError } from "graphql";
import type { Policy } from "../../../../policies/index.ts";
import { errorCodes } from "../../../../service/errors.ts";
import type { Principal } from "../../../../trust/access-token.ts";
import type { PartnershipContext } from "../context.ts";

const officerRole = "ig-officer";

/** What the description of each field for officers ends with. */
export const officersOnly = "For information governance officers; everybody else gets null with the error OFFICERS_ONLY.";

/** Whether somebody asks as an information governance officer. The agreements say where there are any: an issuer of another agency must not make its people officers by the role's name. */
export function isOfficer({ personNumbers }: Pick<Policy, "personNumbers">, { role, agency }: Pick<Principal, "role" | "agency">): boolean {
  return role === officerRole && personNumbers.get(officerRole)?.has(agency) === true;
}

/** The context, for a field that only officers may ask. Throws OFFICERS_ONLY. */
export function forOfficers(context: PartnershipContext): PartnershipContext {
  if (!isOfficer(context.policy, context.principal)) {
    const { what, todo } = errorCodes.OFFICERS_ONLY;
    throw new GraphQLError(`${what} ${todo}`, { extensions: { code: "OFFICERS_ONLY" } });
  }
  return context;
}
