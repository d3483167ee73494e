import { type Facts, type Policy, type Purpose, purposeHolds } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { rightsHolderOf } from "./capacity.ts";
import type { ChildFacts, ConsentEventFacts, RestrictionFacts } from "./child-facts.ts";
import { consentState } from "./consent-state.ts";
import type { Moment } from "./moment.ts";
import { openProcesses } from "./open-processes.ts";
import { openOverrides } from "./overrides.ts";
import { namesOfReader } from "./recipients.ts";
import { relationship } from "./relationship.ts";
import { bars } from "./restriction-in-force.ts";
import { wordsThatCount } from "./words-that-count.ts";

/**
 * Puts together the facts of one decision, as the person would ask in the role that the principal names: complete for every category, so that none is missing where a rule looks for it.
 * Pure. Does not compare the role with the directory: `factsOn` does.
 */
export function gatherFacts(policy: Policy, child: ChildFacts, principal: Principal, purpose: Purpose, { now, today }: Moment): Facts {
  const blank = blankOf(policy);
  const reader = namesOfReader(principal);
  const restrictions = [...child.restrictions, ...child.householdShields].filter((fact) => bars(fact, today) && concerns(fact, principal));
  const overridden = openOverrides(child.overrides, principal, purpose, now).flatMap(({ categories }) => categories);
  return {
    role: principal.role,
    agency: principal.agency,
    relationship: relationship(principal, child, today),
    purpose,
    purposeHolds: purposeHolds(purpose, openProcesses(child.processEvents)),
    rightsHolder: rightsHolderOf(child, today),
    consent: filled(blank.consent, spokenOf(child.consentEvents, reader, purpose), (category) =>
      consentState(wordsThatCount(child, today)(category), { category, reader, purpose, today }),
    ),
    restrictions: filled(blank.restrictions, restrictions.length === 0 ? [] : Object.keys(blank.restrictions), (category) =>
      restrictions.filter((fact) => bearsOn(fact, category)).map(({ kind }) => kind),
    ),
    overrides: filled(blank.overrides, overridden, () => true),
  };
}

/** What is so of every category of which nothing is known. */
type Blank = Pick<Facts, "consent" | "restrictions" | "overrides">;

// Most of a child's facts say of a category that there is nothing, and that depends on the policy alone: so it is said once for each, and a child's facts fill in what there is.
const blanks = new WeakMap<Policy, Blank>();

function blankOf(policy: Policy): Blank {
  const before = blanks.get(policy);
  if (before !== undefined) return before;
  const each = <T>(value: T): Readonly<Record<string, T>> =>
    Object.freeze(Object.fromEntries(policy.categories.map(({ id }) => [id, value])));
  const blank = { consent: each("none" as const), restrictions: each(Object.freeze([])), overrides: each(false) };
  blanks.set(policy, blank);
  return blank;
}

/** The blank with what is so of some categories; those that it does not have are left out. Without any it is the blank itself. */
function filled<T>(
  blank: Readonly<Record<string, T>>,
  categories: Iterable<string>,
  fact: (category: string) => T,
): Readonly<Record<string, T>> {
  let found: Record<string, T> | undefined;
  for (const category of categories)
    if (Object.hasOwn(blank, category)) {
      found ??= { ...blank };
      found[category] = fact(category);
    }
  return found ?? blank;
}

/** The categories of which anything was ever said for a reader and a purpose. Of all others there is no consent, whoever's word counts. */
function spokenOf(events: readonly ConsentEventFacts[], reader: readonly string[], purpose: Purpose): ReadonlySet<string> {
  const spoken = new Set<string>();
  for (const { recipients, purposes, categories } of events)
    if (purposes.includes(purpose) && recipients.some((name) => reader.includes(name)))
      for (const category of categories) spoken.add(category);
  return spoken;
}

/** Whether a restriction can bear on anything that somebody reads: a court order binds the person whom it names, and nobody else. */
function concerns(fact: RestrictionFacts, principal: Principal): boolean {
  return fact.kind !== "court-order" || (principal.agency === "family" && fact.person === principal.subject);
}

function bearsOn(fact: RestrictionFacts, category: string): boolean {
  return fact.kind !== "serious-harm" || fact.categories.includes(category);
}
