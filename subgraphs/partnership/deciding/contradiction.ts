import type { Principal } from "../../../trust/access-token.ts";
import { type DirectoryEntry, entryOf } from "./directory.ts";
import { type AroundChild, isMember } from "./relationship.ts";

/** What a token says of a practitioner that the directory does not. */
export interface Contradiction {
  /** The agency whose issuer says so, and whose privacy officers are told. */
  readonly agency: string;
  readonly practitioner: string;
  /** The role that the token claims. */
  readonly claimed: string;
  /** The role that the directory has for them in that agency; null if it has them in another, while a membership of a team names this one. */
  readonly known: string | null;
}

/** What the token says of a practitioner that the directory does not; undefined if they agree, or if the directory does not have them in the token's agency. Pure. */
export function contradictionOf(
  { subject, role, agency }: Pick<Principal, "subject" | "role" | "agency">,
  entry: DirectoryEntry | undefined,
): Contradiction | undefined {
  // A subject is unique within its issuer alone: in another agency it may be somebody else.
  if (agency === "family" || entry?.agency !== agency || entry.role === role) return undefined;
  return { agency, practitioner: subject, claimed: role, known: entry.role };
}

/** The same of somebody on a child's team, and of whom the directory has in another agency than the membership names; undefined of everybody else. Pure. */
export function contradictionOnTeam(
  principal: Pick<Principal, "subject" | "role" | "agency">,
  { memberships, directory }: Pick<AroundChild, "memberships" | "directory">,
  today: string,
): Contradiction | undefined {
  const { subject, role, agency } = principal;
  if (!memberships.some((one) => one.practitioner === subject && one.agency === agency && isMember(one, today))) return undefined;
  const entry = entryOf(directory, principal);
  return entry?.agency === agency ? contradictionOf(principal, entry) : { agency, practitioner: subject, claimed: role, known: null };
}
