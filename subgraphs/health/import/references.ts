import { z } from "zod";
import { isNhsNumber } from "../../kit/identifiers.ts";
import type { Practitioner } from "../../kit/practitioner.ts";
import type { Entry } from "./fhir/bundle.ts";
import { identifier, list, type Reference, reference } from "./fhir/elements.ts";
import type { JsonPath } from "./located-json.ts";
import { type Reading, refusal, take, withdrawal } from "./reading.ts";

/** The system of NHS numbers in FHIR (UK Core). */
export const nhsNumberSystem = "https://fhir.nhs.uk/Id/nhs-number";

/** The system by which a FHIR resource names a practitioner as the partnership knows them: by the `sub` of their access tokens. */
const practitionerSystem = "https://childview.example/practitioner";

/**
 * The child whom a resource is about, by NHS number: the Patient of the bundle to whom the reference leads, or the number that it gives. Throws IMPORT_REFUSED for a
 * reference that leads to no child. Whether a number that stands alone belongs to a known child is asked when the rows are stored.
 */
export function childOf(reading: Reading, entry: Entry, path: JsonPath, target: Reference): string {
  const patient = target.reference === undefined ? undefined : reading.bundle.find(target.reference);
  const number = target.identifier?.system === nhsNumberSystem ? target.identifier.value : undefined;
  if (number !== undefined && !isNhsNumber(number)) {
    throw refusal(reading, entry, [...path, "identifier", "value"], "is not an NHS number (ten digits, the last a check digit)");
  }
  const child = patient === undefined ? number : reading.patients.get(patient);
  if (child === undefined)
    throw refusal(reading, entry, [...path, "reference"], "leads to no Patient of this bundle, and no NHS number stands beside it");
  if (number !== undefined && number !== child) {
    throw refusal(reading, entry, [...path, "identifier", "value"], "is not the NHS number of the Patient to whom the reference leads");
  }
  if (patient === undefined && !reading.elsewhere.has(child)) reading.elsewhere.set(child, [...entry.path, ...path]);
  return child;
}

/**
 * The resource to which a reference leads, of one of the types given. Throws IMPORT_REFUSED for one that leads out of the bundle or to another type. Undefined for
 * one that does not hold (entered in error).
 */
export function follow(reading: Reading, entry: Entry, path: JsonPath, target: Reference, types: readonly string[]): Entry | undefined {
  const found = target.reference === undefined ? undefined : reading.bundle.find(target.reference);
  const at = target.reference === undefined ? path : [...path, "reference"];
  if (found === undefined) throw refusal(reading, entry, at, "leads to nothing in this bundle");
  if (!types.includes(found.type)) throw refusal(reading, entry, at, `leads to a ${found.type}, not to a ${types.join(" or ")}`);
  return withdrawal(found) === undefined ? found : undefined;
}

/** Makes sure that two resources that belong together are about one child: a mix-up would show one child's record as another's. */
export function sameChild(reading: Reading, entry: Entry, path: JsonPath, target: Reference, child: string): void {
  if (childOf(reading, entry, path, target) === child) return;
  const at = target.reference === undefined ? path : [...path, "reference"];
  throw refusal(reading, entry, at, "is another child than that of the record to which this belongs");
}

const named = z.object({ identifier: list(identifier) });
const role = z.object({ practitioner: reference.optional() });
const people = [
  "Practitioner",
  "PractitionerRole",
  "Organization",
  "Patient",
  "RelatedPerson",
  "Device",
  "CareTeam",
  "HealthcareService",
  "Location",
];

/**
 * The practitioner to whom a reference leads, as the partnership knows them; null for someone whom it does not know, for an organisation and for a relative. Throws
 * IMPORT_REFUSED for a reference that leads out of the bundle.
 */
export function practitionerOf(reading: Reading, entry: Entry, path: JsonPath, target: Reference | undefined): Practitioner | null {
  if (target === undefined) return null;
  if (target.reference === undefined) return practitionerNamed(reading, entry, [...path, "identifier"], target.identifier);
  const found = follow(reading, entry, path, target, people);
  if (found?.type === "PractitionerRole") return practitionerOf(reading, found, ["practitioner"], take(reading, found, role).practitioner);
  if (found?.type !== "Practitioner") return null;
  const identifiers = take(reading, found, named).identifier;
  const position = identifiers.findIndex(({ system }) => system === practitionerSystem);
  return practitionerNamed(reading, found, ["identifier", position], identifiers[position]);
}

function practitionerNamed(
  reading: Reading,
  entry: Entry,
  path: JsonPath,
  by: z.output<typeof identifier> | undefined,
): Practitioner | null {
  if (by?.system !== practitionerSystem) return null;
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/.test(by.value ?? "")) return { id: by.value ?? "" };
  throw refusal(reading, entry, [...path, "value"], "is not the name of a practitioner (small letters, digits, dots and hyphens)");
}
