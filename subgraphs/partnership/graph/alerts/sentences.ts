import { agencyTitle, type Policy } from "../../../../policies/index.ts";
import type { AlertRow } from "../../records/alert-row.ts";

/** What an alert says besides that something changed: of whom the directory contradicts the token, and what to do. Null for one about a child, which says no more. */
export function alertSentence(
  policy: Pick<Policy, "roles" | "titles">,
  { subject, agency, claimedRole, knownRole }: AlertRow,
): string | null {
  if (claimedRole === null) return null;
  const named = (role: string) => policy.roles.find(({ id }) => id === role)?.name ?? role;
  const issuer = agencyTitle(policy, agency);
  return knownRole === "" || knownRole === null
    ? `A token of ${issuer} names ${subject} (${named(claimedRole)}), whom the directory has in another agency by now. Nothing is read by that token; end the memberships or correct the directory.`
    : `A token of ${issuer} says that ${subject} is “${named(claimedRole)}”; the directory says “${named(knownRole)}”. Until the two agree, only what both may is theirs. Correct whichever is wrong.`;
}
