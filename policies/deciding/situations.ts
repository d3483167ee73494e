import type { Person } from "../policy.ts";
import { consentStates, processOf, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";
import type { ConsentState, Purpose, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";

/** All that a rule can depend on besides the person and the category. Always complete: in CASL a missing attribute can permit. */
export interface Circumstances {
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  /** Whether the child has the process open to which the purpose belongs. Where it does not, no permit holds. Always so of a purpose that belongs to none. */
  readonly purposeHolds: boolean;
  readonly rightsHolder: RightsHolder;
  readonly consent: ConsentState;
  readonly restriction: readonly Restriction[];
  readonly override: boolean;
}

/** All that a rule can depend on, for one person and one category. */
export interface Situation extends Person, Circumstances {}

const restrictionSets = Array.from({ length: 2 ** restrictions.length }, (_, mask) =>
  restrictions.filter((_restriction, index) => (mask & (1 << index)) !== 0),
);

/** A purpose, and whether it holds. */
export type Occasion = Pick<Circumstances, "purpose" | "purposeHolds">;

// Those that hold first; a purpose that belongs to no process always does, and so is there once.
const occasions: readonly Occasion[] = [true, false].flatMap((holds) =>
  purposes.filter((purpose) => holds || processOf(purpose) !== undefined).map((purpose) => ({ purpose, purposeHolds: holds })),
);

/** Each thing that circumstances are made of, and all that it can be. */
export const dimensions: {
  readonly [D in Exclude<keyof Circumstances, keyof Occasion>]: readonly Circumstances[D][];
} & { readonly occasion: readonly Occasion[] } = {
  override: [false, true],
  restriction: restrictionSets,
  consent: consentStates,
  rightsHolder: rightsHolders,
  occasion: occasions,
  relationship: relationships,
};

/** How many different circumstances there are. They are numbered from 0. */
export const circumstancesCount = Object.values(dimensions).reduce((product, values) => product * values.length, 1);

/** Every circumstance there is; the place in the list is its number. */
export const allCircumstances: readonly Circumstances[] = Array.from({ length: circumstancesCount }, (_, number) => {
  let rest = number;
  const next = <T>(values: readonly T[]): T => {
    const value = values[rest % values.length] as T;
    rest = Math.floor(rest / values.length);
    return value;
  };
  const [override, restriction, consent] = [next(dimensions.override), next(dimensions.restriction), next(dimensions.consent)];
  const [rightsHolder, occasion, relationship] = [next(dimensions.rightsHolder), next(dimensions.occasion), next(dimensions.relationship)];
  return { relationship, ...occasion, rightsHolder, consent, restriction, override };
});

/** The circumstances with a number below {@link circumstancesCount}. Throws RangeError for any other. */
export function circumstancesAt(number: number): Circumstances {
  const found = allCircumstances[number];
  if (!found) throw new RangeError(`no circumstances ${String(number)}`);
  return found;
}

/** The part of the circumstances that is the same for every category. */
export type CommonFacts = Pick<Circumstances, "relationship" | "purpose" | "purposeHolds" | "rightsHolder">;

/**
 * The number of the part of the circumstances that is the same for every category, times the room that the other part needs; undefined
 * if a fact is missing or unknown, whatever was promised of its type.
 */
export function commonNumber(facts: CommonFacts): number | undefined {
  const relationship = relationshipNumbers.get(facts.relationship);
  const occasion = occasionNumber(facts);
  const rightsHolder = rightsHolderNumbers.get(facts.rightsHolder);
  if (relationship === undefined || occasion === undefined || rightsHolder === undefined) return undefined;
  return ((relationship * occasions.length + occasion) * rightsHolders.length + rightsHolder) * ownSize;
}

/** The number of the part that is a category's own, to be added to {@link commonNumber}; undefined if a fact is missing or unknown. */
export function ownNumber(consent: unknown, restriction: unknown, override: unknown): number | undefined {
  const state = consentNumbers.get(consent);
  const mask = maskOf(restriction);
  if (state === undefined || mask === undefined || typeof override !== "boolean") return undefined;
  return (state * restrictionSets.length + mask) * 2 + (override ? 1 : 0);
}

/** The number of circumstances: the inverse of {@link circumstancesAt}. NaN if they have none. */
export function numberOf(circumstances: Circumstances): number {
  const { consent, restriction, override } = circumstances;
  return (commonNumber(circumstances) ?? Number.NaN) + (ownNumber(consent, restriction, override) ?? Number.NaN);
}

const ownSize = consentStates.length * restrictionSets.length * 2;
const relationshipNumbers = numbers(relationships);
const purposeNumbers = numbers(purposes);
const unheldNumbers = new Map<unknown, number>(
  occasions.flatMap((occasion, index) => (occasion.purposeHolds ? [] : [[occasion.purpose, index]])),
);
const rightsHolderNumbers = numbers(rightsHolders);
const consentNumbers = numbers(consentStates);
const restrictionNumbers = numbers(restrictions);

function numbers(values: readonly string[]): ReadonlyMap<unknown, number> {
  return new Map(values.map((value, index) => [value, index]));
}

// What is not said to hold, as a boolean, is no fact.
function occasionNumber({ purpose, purposeHolds }: Occasion): number | undefined {
  if (typeof purposeHolds !== "boolean") return undefined;
  return (purposeHolds ? undefined : unheldNumbers.get(purpose)) ?? purposeNumbers.get(purpose);
}

function maskOf(barring: unknown): number | undefined {
  if (!Array.isArray(barring)) return undefined;
  let mask = 0;
  for (const restriction of barring) {
    const number = restrictionNumbers.get(restriction);
    if (number === undefined) return undefined;
    mask |= 1 << number;
  }
  return mask;
}
