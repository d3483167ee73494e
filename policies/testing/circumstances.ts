import { consentStates, processOf, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";
import type { ConsentState, Purpose, Restriction } from "../vocabulary.ts";
import type { CommonCircumstances, OwnCircumstances } from "./expectation.ts";
import { resolved } from "./names.ts";
import type { Known } from "./names.ts";
import type { TestDocument } from "./shapes.ts";

type When = TestDocument["when"];
type Values<T extends string> = T | "any" | readonly T[] | { readonly anyBut: readonly T[] };
type Restrictions = Restriction | "none" | "any" | readonly (Restriction | "none" | readonly Restriction[])[];
type PerCategory<W> = Readonly<Record<string, W>>;

const everySet: readonly (readonly Restriction[])[] = Array.from({ length: 2 ** restrictions.length }, (_, mask) =>
  restrictions.filter((_restriction, index) => (mask & (1 << index)) !== 0),
);

/** Every combination of relationship, purpose and rights-holder that a test is about. */
export function commonOf({ relationship, purpose, process, rightsHolder }: When): readonly CommonCircumstances[] {
  return valuesOf(relationship, relationships).flatMap((one) =>
    valuesOf(purpose, purposes).flatMap((another) =>
      heldOf(process, another).flatMap((purposeHolds) =>
        valuesOf(rightsHolder, rightsHolders).map((third) => ({ relationship: one, purpose: another, purposeHolds, rightsHolder: third })),
      ),
    ),
  );
}

// A purpose that belongs to no process always holds, whatever is said.
function heldOf(process: When["process"], purpose: Purpose): readonly boolean[] {
  if (process === "open" || processOf(purpose) === undefined) return [true];
  return process === "any" ? [true, false] : [false];
}

/**
 * For a category, every combination of consent, restrictions and override that a test is about. Where it speaks of some categories only, the others have the
 * usual: no consent, no restriction, no override. Categories that have the same share one list.
 */
export function ownOf({ consent, restriction, override }: When, categories: Known): (category: string) => readonly OwnCircumstances[] {
  const consents = isPerCategory(consent)
    ? perCategory<Values<ConsentState>, ConsentState>(consent, categories, statesOf, ["none"])
    : always(statesOf(consent));
  const sets = isPerCategory(restriction) ? perCategory(restriction, categories, setsOf, [[]]) : always(setsOf(restriction));
  const overrides = overridesOf(override, categories);
  const known = new Map<string, readonly OwnCircumstances[]>();
  return (category) => {
    const [states, barring, overridden] = [consents(category), sets(category), overrides(category)];
    const key = JSON.stringify([states, barring, overridden]);
    const own = known.get(key) ?? states.flatMap((state) => barring.flatMap((set) => overridden.map((one) => combined(state, set, one))));
    known.set(key, own);
    return own;
  };
}

/** Whether a condition is said for some categories, each for itself. */
export function isPerCategory<W>(written: W | PerCategory<W>): written is PerCategory<W> {
  return typeof written === "object" && !Array.isArray(written) && !Object.hasOwn(written ?? {}, "anyBut");
}

function perCategory<W, T>(written: PerCategory<W>, categories: Known, read: (one: W) => readonly T[], usual: readonly T[]) {
  const own = new Map(
    Object.entries(written).flatMap(([name, one]) => resolved(categories, [name]).map((category) => [category, read(one)] as const)),
  );
  return (category: string): readonly T[] => own.get(category) ?? usual;
}

function always<T>(values: readonly T[]): (category: string) => readonly T[] {
  return () => values;
}

function overridesOf(override: When["override"], categories: Known): (category: string) => readonly boolean[] {
  if (typeof override !== "object") return always(override === "any" ? [false, true] : [override]);
  const overridden = new Set(resolved(categories, override));
  return (category) => [overridden.has(category)];
}

function combined(consent: ConsentState, restriction: readonly Restriction[], override: boolean): OwnCircumstances {
  return { consent, restriction, override };
}

/** The values that a condition of a test stands for. */
export function valuesOf<T extends string>(written: Values<T>, all: readonly T[]): readonly T[] {
  if (written === "any") return all;
  if (typeof written === "string") return [written];
  return "anyBut" in written ? all.filter((value) => !written.anyBut.includes(value)) : [...new Set(written)];
}

function statesOf(written: Values<ConsentState>): readonly ConsentState[] {
  return valuesOf(written, consentStates);
}

function setsOf(written: Restrictions): readonly (readonly Restriction[])[] {
  if (written === "any") return everySet;
  const sets = typeof written === "string" ? [written] : written;
  return sets.map((set) => (set === "none" ? [] : typeof set === "string" ? [set] : set));
}
