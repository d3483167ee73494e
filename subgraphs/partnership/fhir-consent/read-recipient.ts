import type { Policy } from "../../../policies/index.ts";
import { type Recipient, recipientFrom } from "../deciding/recipients.ts";
import { codesIn, identifierIn } from "./coded.ts";
import { mustKnow } from "./elements.ts";
import { resourceTypeOf } from "./recipient-type.ts";
import { refused } from "./refused.ts";
import type { Rule } from "./shape.ts";
import { others, own } from "./systems.ts";

type Actor = NonNullable<Rule["actor"]>[number];

/** The name, as consents store it, of whom a rule is about. Throws CONSENT_RESOURCE_REFUSED unless it is a recipient, identified by Childview's own identifier. */
export function readRecipient(actor: Actor, path: string, policy: Pick<Policy, "persons" | "personNumbers">): string {
  mustKnow(actor, path, ["role", "reference"]);
  const roles = codesIn(actor.role, others.participation);
  if (!roles.includes("IRCP") && !roles.includes("PRCP"))
    throw refused(`${path}.role does not say that it is a recipient of information (IRCP or PRCP).`);
  const { reference } = actor;
  const name = identifierIn(reference, own.recipient);
  if (name === undefined) throw refused(`${path}.reference has no identifier by which the recipient is known here.`);
  const recipient = recipientFrom(name);
  if (recipient === undefined || !isKnown(policy, recipient)) throw refused(`${path}.reference is nobody known here.`);
  if (reference.type !== undefined && reference.type !== resourceTypeOf(recipient))
    throw refused(`${path}.reference is of another type than its identifier.`);
  return name;
}

// Whether there is such a person is asked when the word is recorded.
function isKnown({ persons, personNumbers }: Pick<Policy, "persons" | "personNumbers">, { agency, role }: Recipient): boolean {
  return role === undefined ? persons.some((each) => each.agency === agency) : personNumbers.get(role)?.has(agency) === true;
}
