import { createMongoAbility } from "@casl/ability";
import type { Conditions, Person, Rule } from "../policy.ts";
import { CircumstancesSet } from "./circumstances-set.ts";
import { dimensions } from "./situations.ts";

const reaches = { permit: new WeakMap<Conditions, CircumstancesSet>(), prohibit: new WeakMap<Conditions, CircumstancesSet>() };

/**
 * The circumstances in which a rule holds, for a person whom it addresses. Its conditions add up, so CASL is asked about each of them alone, for
 * each value there is, instead of for every combination. A permit never holds for a purpose that does not hold; a prohibition does.
 */
export function reachOf({ when, effect }: Pick<Rule, "when" | "effect">): CircumstancesSet {
  const known = reaches[effect].get(when);
  if (known) return known;
  const passing = Object.keys(dimensions).map((name) =>
    name === "occasion" ? passingOccasions(when, effect) : passingIn(when, name as Single),
  );
  const reach = CircumstancesSet.ofNumbers(combined(passing));
  reaches[effect].set(when, reach);
  return reach;
}

/** The numbers of all circumstances in which each thing is one of its values that pass. */
function combined(passing: readonly (readonly boolean[])[]): readonly number[] {
  let numbers: readonly number[] = [0];
  let weight = 1;
  for (const values of passing) {
    const offsets = values.flatMap((passes, value) => (passes ? [value * weight] : []));
    numbers = offsets.flatMap((offset) => numbers.map((number) => number + offset));
    weight *= values.length;
  }
  return numbers;
}

/** Whether the rule speaks of this person at all, whatever the circumstances. */
export function addresses({ roles, agencies }: Pick<Rule, "roles" | "agencies">, { role, agency }: Person): boolean {
  return (roles === "everyone" || roles.includes(role)) && (agencies === undefined || agencies.includes(agency));
}

type Single = Exclude<keyof typeof dimensions, "occasion">;

function passingOccasions(when: Conditions, effect: Rule["effect"]): boolean[] {
  const passing = matching(
    when,
    "purpose",
    dimensions.occasion.map(({ purpose }) => purpose),
  );
  return dimensions.occasion.map(({ purposeHolds }, index) => passing[index] === true && (purposeHolds || effect === "prohibit"));
}

function passingIn(when: Conditions, dimension: Single): boolean[] {
  return matching(when, dimension, dimensions[dimension]);
}

/** For each value there is of one thing, whether the condition on it holds; it does for all if there is none. */
function matching(when: Conditions, dimension: keyof Conditions, values: readonly unknown[]): boolean[] {
  const condition = when[dimension];
  if (condition === undefined) return values.map(() => true);
  // Equality and membership only: `$ne`, `$exists` and the like hold for what is missing.
  const conditions = { [dimension]: typeof condition === "boolean" ? { $eq: condition } : { $in: [...condition] } };
  const [casl] = createMongoAbility([{ action: "read", subject: "record", conditions }]).rulesFor("read", "record");
  // Always about an object that has the attribute: asked about a bare name, CASL ignores conditions and permits.
  return values.map((value) => casl?.matchesConditions({ [dimension]: value }) === true);
}
