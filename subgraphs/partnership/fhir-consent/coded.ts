import type { Coding, Concept, Reference } from "./shape.ts";

/** The codes that a coded value has in a system; its codings are translations of each other. */
export function codesIn(concept: Concept | undefined, system: string): readonly string[] {
  return codesOf(concept?.coding ?? [], system);
}

/** The codes of a system among codings. */
export function codesOf(codings: readonly Coding[], system: string): readonly string[] {
  return codings.flatMap((coding) => (coding.system === system && coding.code !== undefined ? [coding.code] : []));
}

/** The identifier of a system by which something is referred to; undefined if there is none. One that is out of use identifies nobody (`use` is a modifier to FHIR). */
export function identifierIn(reference: Reference | undefined, system: string): string | undefined {
  const { identifier } = reference ?? {};
  return identifier?.system === system && identifier.use !== "old" ? identifier.value : undefined;
}
