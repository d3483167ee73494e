import fc from "fast-check";
import { consentStates, purposes, relationships, restrictions as allRestrictions, rightsHolders } from "../../policies/index.ts";
import type { ConsentState, Facts, Person, Restriction } from "../../policies/index.ts";
import { categories, roles } from "./random.ts";

// Looked up once, since in Jest each use of a global takes long.
const { imul } = Math;

/** Draws one of so many numbers, from 0. */
export type Draw = (below: number) => number;

/** Draws that are the same for the same seed (mulberry32). A generator of objects would take longer than what is tested with them. */
export function drawing(seed: number): Draw {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const people = [...roles].flatMap(([role, agencies]) => agencies.map((agency) => ({ role, agency })));
const strangers = ["stranger", "senco", "constructor"].flatMap((role) => ["health", "education"].map((agency) => ({ role, agency })));
const sets = Array.from({ length: 2 ** allRestrictions.length }, (_, mask) =>
  allRestrictions.filter((_one, index) => (mask & (1 << index)) !== 0),
);

/** A situation; now and then a role there is not, a role in a foreign agency, or a category about which something is not known. */
export function drawnFacts(draw: Draw, ids: readonly string[] = categories, persons: readonly Person[] = people): Facts {
  const one = <T>(values: readonly T[]): T => values[draw(values.length)] as T;
  const { role, agency } = one(draw(10) === 0 ? strangers : persons);
  const consent: Record<string, ConsentState> = {};
  const restrictions: Record<string, readonly Restriction[]> = {};
  const overrides: Record<string, boolean> = {};
  for (const category of ids) {
    consent[category] = one(consentStates);
    restrictions[category] = draw(4) === 0 ? one(sets) : [];
    overrides[category] = draw(2) === 1;
  }
  const forgotten = draw(10) === 0 ? one<object>([consent, restrictions, overrides]) : undefined;
  if (forgotten) Reflect.deleteProperty(forgotten, one(ids));
  return {
    role,
    agency,
    relationship: one(relationships),
    purpose: one(purposes),
    purposeHolds: draw(3) > 0,
    rightsHolder: one(rightsHolders),
    consent,
    restrictions,
    overrides,
  };
}

/** Situations for properties that look at few. */
export const someFacts: fc.Arbitrary<Facts> = fc.nat().map((seed) => drawnFacts(drawing(seed)));
