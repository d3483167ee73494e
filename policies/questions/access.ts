import { numberOf } from "../deciding/situations.ts";
import type { Person } from "../deciding/situations.ts";
import type { Policy } from "../policy.ts";
import { consentStates, purposes, relationships, restrictions, rightsHolders } from "../vocabulary.ts";
import type { ConsentState, Purpose, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";
import { effectOf, recordKinds } from "./effects.ts";
import type { Effect } from "./effects.ts";

/** What opens a category: nothing more than the relationship and the purpose, or consent, or an override, or both together. */
export const needs = ["NOTHING_MORE", "CONSENT", "OVERRIDE", "CONSENT_AND_OVERRIDE"] as const;
/** What opens a category. */
export type Need = (typeof needs)[number];

/** What holds with, or without, an override. */
export interface Opening {
  /** The states of consent in which the category is read, if nothing is restricted. */
  readonly consents: readonly ConsentState[];
  /** The restrictions that close it. Each closes it alone, whatever others there are. */
  readonly closedBy: readonly Restriction[];
}

/** One cell of the matrix: how a person who is this to the child, and asks for this purpose, reads a category. */
export interface Access {
  readonly person: Person;
  readonly category: string;
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  readonly rightsHolder: RightsHolder;
  readonly need: Need;
  readonly withoutOverride: Opening;
  readonly withOverride: Opening;
  /** Whether some records are left out, by their marks, where others are read. */
  readonly leavesOut: boolean;
  /** The ids of the rules that permit, and of those that leave records out, where {@link need} is met and nothing is restricted; sorted. */
  readonly ruleIds: readonly string[];
}

/** All the ways in which a person reads a category; none, if nobody like them ever does. In the order of the vocabulary. */
export function accessOf(policy: Policy, person: Person, category: string): readonly Access[] {
  const effect = effectOf(policy, person, category);
  if (effect.every(({ isEmpty }) => isEmpty)) return [];
  return relationships.flatMap((relationship) =>
    purposes.flatMap((purpose) =>
      rightsHolders.flatMap((rightsHolder) => cell(policy, effect, { person, category, relationship, purpose, rightsHolder })),
    ),
  );
}

/** The whole matrix: every way in which anybody reads anything, by category and then by person. What it does not say is refused. */
export function accessMatrix(policy: Policy): readonly Access[] {
  return policy.categories.flatMap(({ id }) => policy.persons.flatMap((person) => accessOf(policy, person, id)));
}

type Place = Pick<Access, "person" | "category" | "relationship" | "purpose" | "rightsHolder">;

function cell(policy: Policy, effect: Effect, place: Place): Access[] {
  const withoutOverride = openingOf(effect, place, false);
  const withOverride = openingOf(effect, place, true);
  const need = needOf(withoutOverride, withOverride);
  if (need === undefined) return [];
  const override = need === "OVERRIDE" || need === "CONSENT_AND_OVERRIDE";
  const consent = need === "NOTHING_MORE" || need === "OVERRIDE" ? "none" : "given";
  const number = numberOf({ ...place, consent, override, restriction: [] });
  const leavesOut = recordKinds.some((_kind, index) => effect[index]?.has(number) !== true);
  const person = policy.personNumbers.get(place.person.role)?.get(place.person.agency) ?? -1;
  const ruleIds = policy.deciders.get(place.category)?.decide(person, number).ruleIds ?? [];
  return [{ ...place, need, withoutOverride, withOverride, leavesOut, ruleIds }];
}

function openingOf([unmarked]: Effect, place: Place, override: boolean): Opening {
  const reads = (consent: ConsentState, restriction: readonly Restriction[]) =>
    unmarked?.has(numberOf({ ...place, consent, override, restriction })) === true;
  const consents = consentStates.filter((consent) => reads(consent, []));
  return { consents, closedBy: restrictions.filter((one) => consents.some((consent) => !reads(consent, [one]))) };
}

function needOf(without: Opening, withIt: Opening): Need | undefined {
  if (without.consents.includes("none")) return "NOTHING_MORE";
  if (without.consents.includes("given")) return "CONSENT";
  if (withIt.consents.includes("none")) return "OVERRIDE";
  return withIt.consents.includes("given") ? "CONSENT_AND_OVERRIDE" : undefined;
}
