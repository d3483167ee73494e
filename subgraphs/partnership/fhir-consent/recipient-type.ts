import type { Recipient } from "../deciding/recipients.ts";

/** The type of resource that a recipient is in FHIR: an organisation, a role in one or a person; a group of the family, or one of them. */
export function resourceTypeOf({ agency, role, person }: Recipient): string {
  const family = agency === "family";
  if (person !== undefined) return family ? "RelatedPerson" : "Practitioner";
  if (family) return "Group";
  return role === undefined ? "Organization" : "PractitionerRole";
}
