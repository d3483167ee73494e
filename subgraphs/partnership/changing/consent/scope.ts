import { type Policy, type Purpose, purposes } from "../../../../policies/index.ts";
import { ChildviewError } from "../../../../service/errors.ts";
import { decisionsOn } from "../../deciding/decisions-on.ts";
import { inForce } from "../../deciding/in-force.ts";
import { type Recipient, recipientName } from "../../deciding/recipients.ts";
import { mostRecipients } from "../bounds.ts";
import type { OpenChange } from "../change.ts";

/** What a consent is about, as it is asked for. */
export interface AskedScope {
  readonly categories: readonly string[];
  readonly recipients: readonly Recipient[];
  readonly purposes: readonly Purpose[];
}

/** What a consent is about, as it is stored: nothing twice, and recipients by their names. */
export interface Scope {
  readonly categories: string[];
  readonly recipients: string[];
  readonly purposes: Purpose[];
}

/** Puts a scope as it is stored. Throws ARGUMENT_INVALID where a part of it is empty, which would cover nothing. Does not look whether there is what it names. */
export function scopeOf(asked: AskedScope): Scope {
  const scope = {
    categories: [...new Set(asked.categories)],
    recipients: [...new Set(asked.recipients.map(recipientName))],
    purposes: [...new Set(asked.purposes)],
  };
  for (const [part, values] of Object.entries(scope)) if (values.length === 0) throw invalid(`"${part}" must not be empty.`);
  return scope;
}

/** Throws ARGUMENT_INVALID for a category that the policy does not list. */
export function mustBeCategories({ categories }: Pick<Policy, "categories">, asked: readonly string[]): void {
  const unknown = asked.find((each) => !categories.some(({ id }) => id === each));
  if (unknown !== undefined) throw invalid(`"categories" has "${unknown}", which is no category.`);
}

/**
 * Throws ARGUMENT_INVALID for more recipients than one word names, and for one who is no agency, no role of it, and nobody of its directory or, among the family, of the child's. Who that is, only those are
 * told who may read it: to everybody else each person of the family is nobody known here.
 */
export function mustBeKnown(open: OpenChange, recipients: readonly Recipient[]): void {
  if (recipients.length > mostRecipients) throw invalid(`"recipients" has ${String(mostRecipients)} entries at most.`);
  for (const recipient of recipients)
    if (!isKnown(open, recipient)) throw invalid(`"recipients" has "${recipientName(recipient)}", which is nobody known here.`);
}

function isKnown(open: OpenChange, { agency, role, person }: Recipient): boolean {
  const { policy, child, practitioner, today } = open;
  if (role !== undefined && person !== undefined) return false;
  if (role !== undefined) return policy.personNumbers.get(role)?.has(agency) === true;
  if (person === undefined) return policy.persons.some((each) => each.agency === agency);
  if (agency === "family") return readsFamily(open) && child.family.some((fact) => fact.person === person && inForce(fact, today));
  return practitioner(person)?.agency === agency;
}

function readsFamily(open: OpenChange): boolean {
  const { policy, child, principal } = open;
  const verdict = (purpose: Purpose) => decisionsOn(policy, child, principal, purpose, open, ["child.family"]).get("child.family");
  return purposes.some((purpose) => verdict(purpose)?.effect === "permit");
}

function invalid(detail: string): ChildviewError {
  return new ChildviewError("ARGUMENT_INVALID", detail);
}
