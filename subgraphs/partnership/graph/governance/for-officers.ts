import { GraphQLError } from "graphql";
import { errorCodes } from "../../../../service/errors.ts";
import { byEveryRole } from "../../deciding/directory.ts";
import { rolesOfAsker } from "../asker.ts";
import type { PartnershipContext } from "../context.ts";
import { invalid } from "./named.ts";

// Each takes tens of milliseconds, and aliases let one operation ask hundreds of times.
const mostQuestions = 5;
const officerRole = "ig-officer";

/** What the description of each field for officers ends with. */
export const officersOnly = `For information governance officers; everybody else gets null with the error OFFICERS_ONLY. One operation may ask up to ${String(mostQuestions)} of these fields, aliases counted.`;

/**
 * Whether somebody asks as an information governance officer: their token says so, and the directory. The agreements say where there are any: an issuer of another agency must not make its
 * people officers by the role's name, nor any issuer those whom the directory does not have as officers.
 */
export async function isOfficer(context: PartnershipContext): Promise<boolean> {
  const { principal, policy } = context;
  if (principal.role !== officerRole || policy.personNumbers.get(officerRole)?.has(principal.agency) !== true) return false;
  return byEveryRole(await rolesOfAsker(context), (role) => role === officerRole);
}

const questions = new WeakMap<PartnershipContext, number>();

/** The context, for a field that only officers may ask. Throws OFFICERS_ONLY, or ARGUMENT_INVALID if one operation asks too much. */
export async function forOfficers(context: PartnershipContext): Promise<PartnershipContext> {
  if (!(await isOfficer(context))) {
    const { what, todo } = errorCodes.OFFICERS_ONLY;
    throw new GraphQLError(`${what} ${todo}`, { extensions: { code: "OFFICERS_ONLY" } });
  }
  const asked = (questions.get(context) ?? 0) + 1;
  questions.set(context, asked);
  if (asked > mostQuestions)
    throw invalid(`one operation may ask up to ${String(mostQuestions)} fields for officers; ask the others in another`);
  return context;
}
