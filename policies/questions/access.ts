import { commonNumber, dimensions, ownNumber } from "../deciding/situations.ts";
import type { Person, Policy } from "../policy.ts";
import { consentStates, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";
import type { ConsentState, Purpose, RecordMark, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";
import { CircumstancesSet } from "../deciding/circumstances-set.ts";
import { effectOf, recordKinds } from "./effects.ts";
import type { Effect } from "./effects.ts";

/** What opens a category: nothing more than the relationship and the purpose, or consent, or an override, or both together. */
export const needs = ["NOTHING_MORE", "CONSENT", "OVERRIDE", "CONSENT_AND_OVERRIDE"] as const;
/** What opens a category. */
export type Need = (typeof needs)[number];

/** On which terms a category is read with, or without, an override. */
export interface Terms {
  /** The states of consent in which the category is read, if nothing is restricted. */
  readonly consents: readonly ConsentState[];
  /** The restrictions that close it in every one of these states. Each closes it alone, whatever others there are. */
  readonly closedBy: readonly Restriction[];
  /** The restrictions that close it in some of these states only, with those states; none, unless a prohibition turns on consent too. */
  readonly closedInPart: readonly { readonly restriction: Restriction; readonly consents: readonly ConsentState[] }[];
}

/** One cell of the matrix: how a person who is this to the child, and asks for this purpose, reads a category. */
export interface Access {
  readonly person: Person;
  readonly category: string;
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  readonly rightsHolder: RightsHolder;
  readonly need: Need;
  readonly withoutOverride: Terms;
  readonly withOverride: Terms;
  /** The kinds of record that are left out whenever the category is read here: those that bear all marks of one of these sets. */
  readonly leftOut: readonly (readonly RecordMark[])[];
  /**
   * The kinds, told in the same way, that are read in some of the situations of this cell and left out in others where the category is read, so that what they
   * turn on is an override, consent or a restriction. A kind that is in neither list is left out in none.
   */
  readonly leftOutAtTimes: readonly (readonly RecordMark[])[];
  /** The ids of the rules that permit, and of those that leave records out, where {@link need} is met and nothing is restricted; sorted. */
  readonly ruleIds: readonly string[];
}

/** All the ways in which a person reads a category; none, if nobody like them ever does. In the order of the vocabulary. */
export function accessOf(policy: Policy, person: Person, category: string): readonly Access[] {
  const effect = effectOf(policy, person, category);
  // Marks only ever leave records out, so where not even a record without marks is read, nothing is.
  if (effect[0]?.isEmpty !== false) return [];
  const markings = markingsOf(effect);
  return relationships.flatMap((relationship) =>
    purposes.flatMap((purpose) =>
      rightsHolders.flatMap((rightsHolder) => cell(policy, effect[0], markings, { person, category, relationship, purpose, rightsHolder })),
    ),
  );
}

/** The whole matrix: every way in which anybody reads anything, by category and then by person. What it does not say is refused. */
export function accessMatrix(policy: Policy): readonly Access[] {
  return policy.categories.flatMap(({ id }) => policy.persons.flatMap((person) => accessOf(policy, person, id)));
}

type Place = Pick<Access, "person" | "category" | "relationship" | "purpose" | "rightsHolder">;

function cell(policy: Policy, unmarked: CircumstancesSet | undefined, markings: readonly Marking[], place: Place): Access[] {
  // Where the purpose does not hold nothing is read, so it is asked where it does.
  const start = commonNumber({ ...place, purposeHolds: true }) ?? Number.NaN;
  const withoutOverride = termsOf(unmarked, start, withoutOverrideOffsets);
  const withOverride = termsOf(unmarked, start, withOverrideOffsets);
  const need = needOf(withoutOverride, withOverride);
  if (need === undefined) return [];
  const number = start + offsetsOfNeeds[need];
  const missed = markings.filter((marking) => hasAnyAt(marking.missed, start));
  const isRead = ({ read }: Marking) => hasAnyAt(read, start);
  const leftOut = fewestMarks(missed.filter((marking) => !isRead(marking)));
  const leftOutAtTimes = fewestMarks(missed.filter(isRead));
  const person = policy.personNumbers.get(place.person.role)?.get(place.person.agency) ?? -1;
  const ruleIds = policy.deciders.get(place.category)?.decide(person, number).ruleIds ?? [];
  return [{ ...place, need, withoutOverride, withOverride, leftOut, leftOutAtTimes, ruleIds }];
}

/** A kind of record, the circumstances in which it is read, and those in which it is not although records without marks are. */
interface Marking {
  readonly kind: readonly RecordMark[];
  readonly read: CircumstancesSet;
  readonly missed: CircumstancesSet;
}

function markingsOf(effect: Effect): readonly Marking[] {
  const [unmarked = CircumstancesSet.empty] = effect;
  const markings = recordKinds.map((kind, index) => {
    const read = effect[index] ?? CircumstancesSet.empty;
    return { kind, read, missed: unmarked.minus(read) };
  });
  // Mostly every kind is read wherever one is, and then no cell need be looked at.
  return markings.filter(({ missed }) => !missed.isEmpty);
}

function hasAnyAt(set: CircumstancesSet, start: number): boolean {
  return ownOffsets.some((own) => set.has(start + own));
}

// A mark more never makes a record readable, so what is left out with fewer marks is left out with more.
function fewestMarks(markings: readonly Marking[]): readonly (readonly RecordMark[])[] {
  const kinds = markings.map(({ kind }) => kind);
  return kinds.filter((kind) => !kinds.some((other) => other !== kind && other.every((mark) => kind.includes(mark))));
}

const never: Terms = { consents: [], closedBy: [], closedInPart: [] };

function termsOf(unmarked: CircumstancesSet | undefined, start: number, offsets: readonly StateOffsets[]): Terms {
  const open = offsets.filter(({ unrestricted }) => unmarked?.has(start + unrestricted) === true);
  if (open.length === 0) return never;
  const closings = restrictions.map((restriction, index) => ({
    restriction,
    consents: open.flatMap(({ consent, restricted }) => (unmarked?.has(start + (restricted[index] ?? 0)) === true ? [] : [consent])),
  }));
  return {
    consents: open.map(({ consent }) => consent),
    closedBy: closings.flatMap(({ restriction, consents }) => (consents.length === open.length ? [restriction] : [])),
    closedInPart: closings.filter(({ consents }) => consents.length > 0 && consents.length < open.length),
  };
}

function needOf(without: Terms, withIt: Terms): Need | undefined {
  if (without.consents.includes("none")) return "NOTHING_MORE";
  if (without.consents.includes("given")) return "CONSENT";
  if (withIt.consents.includes("none")) return "OVERRIDE";
  return withIt.consents.includes("given") ? "CONSENT_AND_OVERRIDE" : undefined;
}

/** How far the circumstances of one state of consent lie from those with which its place begins: unrestricted, and with each restriction alone. */
interface StateOffsets {
  readonly consent: ConsentState;
  readonly unrestricted: number;
  readonly restricted: readonly number[];
}

// Numbering each of the circumstances anew would be most of the work.
const withoutOverrideOffsets = consentStates.map((consent) => offsetsOf(consent, false));
const withOverrideOffsets = consentStates.map((consent) => offsetsOf(consent, true));
const ownOffsets = dimensions.consent.flatMap((consent) =>
  dimensions.restriction.flatMap((restriction) => dimensions.override.map((override) => offset(consent, override, ...restriction))),
);
const offsetsOfNeeds: Readonly<Record<Need, number>> = {
  NOTHING_MORE: offset("none", false),
  CONSENT: offset("given", false),
  OVERRIDE: offset("none", true),
  CONSENT_AND_OVERRIDE: offset("given", true),
};

function offsetsOf(consent: ConsentState, override: boolean): StateOffsets {
  return {
    consent,
    unrestricted: offset(consent, override),
    restricted: restrictions.map((restriction) => offset(consent, override, restriction)),
  };
}

function offset(consent: ConsentState, override: boolean, ...restriction: Restriction[]): number {
  return ownNumber(consent, restriction, override) ?? Number.NaN;
}
