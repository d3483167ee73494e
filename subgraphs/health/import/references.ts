import { z } from "zod";
import { isNhsNumber } from "../../kit/identifiers.ts";
import type { Practitioner } from "../../kit/practitioner.ts";
import { type Entry, headOf } from "./fhir/bundle.ts";
import { identifier, list, type Reference, reference } from "./fhir/elements.ts";
import type { JsonPath } from "./located-json.ts";
import { numberOf } from "./nhs-number.ts";
import { leaveOut, type Reading, refusal, take, withdrawal } from "./reading.ts";
import { peek } from "./tracked.ts";

/** The system by which a FHIR resource names a practitioner as the partnership knows them: by the `sub` of their access tokens. */
const practitionerSystem = "https://childview.example/practitioner";

/**
 * The resource to which a reference leads: one of the bundle, or one that the resource itself contains (`#id`). Undefined, and not counted as read, for one that
 * leads out of the file.
 */
export function locate(reading: Reading, entry: Entry, target: Reference | undefined): Entry | undefined {
  const literal = peek(target)?.reference;
  if (literal === undefined) return undefined;
  const found = literal.startsWith("#") ? containedIn(reading, entry, literal.slice(1)) : reading.bundle.find(literal);
  return target?.reference === undefined ? undefined : found;
}

const containing = z.object({
  contained: z.array(z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object" && value !== null)),
});

/** A contained resource has no URL of its own, and is nothing apart from what contains it (FHIR R4 §2.3.4). */
function containedIn(reading: Reading, entry: Entry, id: string): Entry | undefined {
  const at = entry.path.lastIndexOf("contained");
  const container = at === -1 ? entry : reading.bundle.entries.find(({ path }) => path.length === at && path[1] === entry.path[1]);
  const found = containing.safeParse(container?.resource);
  const position = found.success ? found.data.contained.findIndex((one) => one["id"] === id) : -1;
  const resource = found.data?.contained[position];
  if (container === undefined || resource === undefined) return undefined;
  const key = `${container.fullUrl}#${id}`;
  const known = reading.contained.get(key);
  if (known !== undefined) return known;
  const path = [...container.path, "contained", position];
  const made = { path, fullUrl: key, type: headOf(reading.json, resource, path, reading.touched).resourceType, resource };
  reading.contained.set(key, made);
  return made;
}

/**
 * The child whom a resource is about, by NHS number: the Patient of the bundle to whom the reference leads, or the number that it gives. Throws IMPORT_REFUSED for a
 * reference that leads to no child. Whether a number that stands alone belongs to a known child is asked when the rows are stored.
 */
export function childOf(reading: Reading, entry: Entry, path: JsonPath, target: Reference): string {
  const patient = locate(reading, entry, target);
  const number = target.identifier === undefined ? undefined : numberOf(target.identifier);
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
 * The resource to which a reference leads, of one of the types given. Undefined, and counted, for one that leads out of the file or to what was entered in error.
 * Throws IMPORT_REFUSED for one of another type.
 */
export function follow(reading: Reading, entry: Entry, path: JsonPath, target: Reference, types: readonly string[]): Entry | undefined {
  const found = locate(reading, entry, target);
  if (found === undefined) {
    const place = [entry.type, ...path.filter((key) => typeof key === "string")].join(".");
    if (target.reference !== undefined) reading.leftOut.add(`${place} that leads to nothing in this file`);
    return undefined;
  }
  if (!types.includes(found.type))
    throw refusal(reading, entry, [...path, "reference"], `leads to a ${found.type}, not to a ${types.join(" or ")}`);
  const withdrawn = withdrawal(found);
  if (withdrawn === undefined) return found;
  leaveOut(reading, found, withdrawn);
  return undefined;
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
 * The practitioner to whom a reference leads, as the partnership knows them; null for someone whom it does not know, for an organisation, for a relative and for
 * somebody outside the file. Throws IMPORT_REFUSED for a name that is none of a practitioner.
 */
export function practitionerOf(reading: Reading, entry: Entry, path: JsonPath, target: Reference | undefined): Practitioner | null {
  if (target === undefined) return null;
  if (target.reference === undefined) return practitionerNamed(reading, entry, [...path, "identifier"], target.identifier);
  const found = follow(reading, entry, path, target, people);
  if (found?.type === "PractitionerRole") return practitionerOf(reading, found, ["practitioner"], take(reading, found, role).practitioner);
  if (found?.type !== "Practitioner") return null;
  const identifiers = take(reading, found, named).identifier;
  const position = peek(identifiers).findIndex(({ system }) => system === practitionerSystem);
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
