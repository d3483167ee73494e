import { mustHaveNone } from "./refused.ts";

/**
 * Throws CONSENT_RESOURCE_REFUSED for an element that is not among the known ones, as it may change what the others mean. `path` is where they stand; `untakeable` says
 * why, for those that R4 has. What FHIR lets every reader pass over does pass: ids, extensions, and those of a primitive (`_status`).
 */
export function mustKnow(
  element: object,
  path: string,
  known: readonly string[],
  untakeable: ReadonlyMap<string, string> = new Map(),
): void {
  const strange = Object.keys(element).filter((name) => !isPassedOver(name) && !known.includes(name));
  mustHaveNone(strange.map((name) => `${path}.${shown(name)} ${untakeable.get(name) ?? "is no element that FHIR R4 has there"}.`));
}

function isPassedOver(name: string): boolean {
  return name === "id" || name === "extension" || name.startsWith("_");
}

/** Throws CONSENT_RESOURCE_REFUSED where anything in the resource says that it means something else than it says, which no reader may pass over. */
export function mustHaveNoModifiers(value: unknown, path: string): void {
  mustHaveNone(modifiersIn(value, path).map((place) => `${place} changes what the resource means in a way that is not known here.`));
}

function modifiersIn(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const place = Array.isArray(value) ? `${path}[${name}]` : `${path}.${shown(name)}`;
    return name === "modifierExtension" || name === "implicitRules" ? [place] : modifiersIn(each, place);
  });
}

// A name that no element can have may be anything, and is not repeated.
function shown(name: string): string {
  return /^[A-Za-z]{1,40}$/.test(name) ? name : "?";
}
