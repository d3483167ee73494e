import type { ConsentEventFacts } from "./child-facts.ts";
import { namesOfReader, type Recipient, recipientFrom } from "./recipients.ts";

/** Readers whom a child's consents do not tell apart. */
export interface Audience {
  /** The recipient that names them. */
  readonly recipient: string;
  /** Every name by which a consent can reach them. */
  readonly names: readonly string[];
}

/** The role that a named person has in an agency; undefined if nobody knows. */
export type RoleOf = (agency: string, person: string) => string | undefined;

/**
 * All that can be told apart among those whom the consents name: an agency's people in general, those of a role, and each person, who is reached by what is said to
 * their agency and to their role as well. Whoever is not named by themself is one of the others. In the order of the recipients' names.
 */
export function audiencesOf(events: readonly Pick<ConsentEventFacts, "recipients">[], roleOf: RoleOf): readonly Audience[] {
  const recipients = [...new Set(events.flatMap((event) => event.recipients))].sort();
  return recipients.flatMap((recipient) => {
    const parts = recipientFrom(recipient);
    return parts === undefined ? [] : [{ recipient, names: namesOf(parts, roleOf) }];
  });
}

function namesOf({ agency, role, person }: Recipient, roleOf: RoleOf): readonly string[] {
  if (person !== undefined) return namesOfReader({ agency, role: roleOf(agency, person) ?? "", subject: person });
  return role === undefined ? [agency] : namesOfReader({ agency, role, subject: "" });
}
