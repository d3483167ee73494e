import type { CodedValue } from "../../kit/coded-value.ts";
import type { Entry } from "./fhir/bundle.ts";
import type { Concept } from "./fhir/elements.ts";
import type { JsonPath } from "./located-json.ts";
import { type Reading, refusal } from "./reading.ts";
import { isSnomedConcept, snomedSystem } from "./snomed.ts";

/**
 * A CodeableConcept as a code with its meaning: the SNOMED CT code if there is one, else the first. Its label is what the file calls it: this service has no
 * terminology server. Throws IMPORT_REFUSED for a concept without code or label, and for a SNOMED CT code whose check digit does not hold.
 */
export function coded(reading: Reading, entry: Entry, path: JsonPath, concept: Concept): CodedValue {
  const snomed = concept.coding.findIndex(({ system }) => system === snomedSystem);
  const position = Math.max(snomed, 0);
  const { system, code, display } = concept.coding[position] ?? {};
  if (system === undefined || code === undefined) throw refusal(reading, entry, [...path, "coding"], "holds no code with its code system");
  if (system === snomedSystem && !isSnomedConcept(code)) {
    throw refusal(
      reading,
      entry,
      [...path, "coding", position, "code"],
      "is not a SNOMED CT concept (its check digit or partition does not hold)",
    );
  }
  const label = concept.text ?? display;
  if (label === undefined)
    throw refusal(
      reading,
      entry,
      [...path, "coding", position, "code"],
      "stands without display and text, so it has no meaning to a reader",
    );
  return { code, label, system };
}

/** The same for a concept that may be left out. */
export function codedOrNull(reading: Reading, entry: Entry, path: JsonPath, concept: Concept | undefined): CodedValue | null {
  return concept === undefined ? null : coded(reading, entry, path, concept);
}
