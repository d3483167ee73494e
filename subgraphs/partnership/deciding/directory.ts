import type { Principal } from "../../../trust/access-token.ts";

/** A practitioner as the partnership's directory of staff has them. */
export interface DirectoryEntry {
  /** The `sub` of their access token. */
  readonly id: string;
  readonly agency: string;
  readonly role: string;
}

/**
 * The roles by which it is decided what somebody may: that of their token, and that which the directory has for them in the token's agency, if it is another. They may what each of
 * them may, so that an issuer can make nobody more than the directory has them. A practitioner whom the directory does not have in the token's agency has none. Of a family the
 * directory says nothing: there it is the family relation that counts. Pure.
 */
export function rolesOf({ role, agency }: Pick<Principal, "role" | "agency">, entry: DirectoryEntry | undefined): readonly string[] {
  if (agency === "family") return [role];
  if (entry?.agency !== agency) return [];
  return entry.role === role ? [role] : [role, entry.role];
}

/** Whether somebody may something by each of their roles. Who has none may nothing. */
export function byEveryRole(roles: readonly string[], may: (role: string) => boolean): boolean {
  return roles.length > 0 && roles.every(may);
}

/** Whom the directory's entries of a child's team have by a subject. */
export function entryOf(directory: readonly DirectoryEntry[], { subject }: Pick<Principal, "subject">): DirectoryEntry | undefined {
  return directory.find(({ id }) => id === subject);
}
