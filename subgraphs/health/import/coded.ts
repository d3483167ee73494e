import type { CodeOrWords } from "../../kit/coded-value.ts";
import type { Entry } from "./fhir/bundle.ts";
import type { Coding, Concept } from "./fhir/elements.ts";
import type { JsonPath } from "./located-json.ts";
import { type Reading, refusal } from "./reading.ts";
import { isSnomedConcept, snomedSystem } from "./snomed.ts";
import { peek } from "./tracked.ts";

/**
 * A CodeableConcept as a code with its meaning: the SNOMED CT code if there is one, else the first with its system, else words alone. Its label is what the file
 * calls it: this service has no terminology server, so a code without a name is shown as a code without a name. Null for no concept and for one that says nothing.
 * Throws IMPORT_REFUSED for a SNOMED CT code whose check digit does not hold: it was mistyped, and may be the code of something else.
 */
export function codedOrNull(reading: Reading, entry: Entry, path: JsonPath, concept: Concept | undefined): CodeOrWords | null {
  if (concept === undefined || !saysSomething(concept)) return null;
  const position = positionOf(peek(concept).coding);
  const { system, code, display } = peek(concept).coding[position] ?? {};
  if (system === undefined || code === undefined) return { code: null, label: wordsOf(concept), system: null };
  const chosen = concept.coding[position];
  if (chosen?.system === snomedSystem && !isSnomedConcept(chosen.code ?? "")) {
    throw refusal(
      reading,
      entry,
      [...path, "coding", position, "code"],
      "is not a SNOMED CT concept (its check digit or partition does not hold)",
    );
  }
  const label = concept.text ?? display ?? `${code} (${system === snomedSystem ? "SNOMED CT" : system}; the record gives no name)`;
  return { code: chosen?.code ?? code, label, system };
}

/** The same for a concept that must say something. Throws IMPORT_REFUSED for one that does not. */
export function coded(reading: Reading, entry: Entry, path: JsonPath, concept: Concept): CodeOrWords {
  const value = codedOrNull(reading, entry, path, concept);
  if (value === null) throw refusal(reading, entry, path, "holds neither a code with its code system nor words");
  return value;
}

/** Whether a concept holds a code with its system, or words. One that does not may be there for an extension alone ("unknown"). */
export function saysSomething(concept: Concept | undefined): boolean {
  const { text, coding } = peek(concept) ?? { coding: [] };
  return (
    text !== undefined || coding.some(({ system, code, display }) => display !== undefined || (system !== undefined && code !== undefined))
  );
}

function positionOf(codings: readonly Coding[]): number {
  const snomed = codings.findIndex(({ system, code }) => system === snomedSystem && code !== undefined);
  return snomed === -1 ? codings.findIndex(({ system, code }) => system !== undefined && code !== undefined) : snomed;
}

function wordsOf(concept: Concept): string {
  const position = peek(concept).coding.findIndex(({ display }) => display !== undefined);
  return concept.text ?? concept.coding[position]?.display ?? "";
}
