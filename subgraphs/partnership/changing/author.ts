import type { Principal } from "../../../trust/access-token.ts";
import { recipientName } from "../deciding/recipients.ts";

/** How the index names who changed something: a name alone may be two people's, and a subject is unique only within its agency. */
export function authorOf({ agency, subject }: Pick<Principal, "agency" | "subject">): string {
  return recipientName({ agency, person: subject });
}
