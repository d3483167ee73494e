import { addresses } from "../deciding/reach.ts";
import { allCircumstances, numberOf } from "../deciding/situations.ts";
import type { Circumstances } from "../deciding/situations.ts";
import type { Person, Policy } from "../policy.ts";
import { processOf } from "../vocabulary.ts";
import { effectOf } from "./effects.ts";

/** What an override can open to somebody, by category, in the order of the policy. No category is in both. */
export interface Openable {
  /** What every override opens. */
  readonly opened: readonly string[];
  /** What an override opens by lifting a restriction, such as a shield. So much hangs on it that an override has to name it. */
  readonly shielded: readonly string[];
}

/**
 * What the agreements open by an override to a person who is this to a child and asks for this purpose: the categories of which something is read with an override
 * that is not read without, in some circumstances. Whether it opens anything of one child depends on that child's facts besides.
 */
export function openable(
  policy: Policy,
  person: Person,
  { relationship, purpose, purposeHolds }: Pick<Circumstances, "relationship" | "purpose" | "purposeHolds">,
): Openable {
  // A purpose that belongs to no process always holds, whatever is said.
  const holds = purposeHolds || processOf(purpose) === undefined;
  const overridden = allCircumstances.filter(
    (one) => one.override && one.relationship === relationship && one.purpose === purpose && one.purposeHolds === holds,
  );
  const gained = policy.categories.map(({ id }) => id).filter((id) => gainsBy(policy, person, id, overridden));
  return {
    opened: gained.filter((id) => !isShielded(policy, person, id)),
    shielded: gained.filter((id) => isShielded(policy, person, id)),
  };
}

function gainsBy(policy: Policy, person: Person, category: string, overridden: readonly Circumstances[]): boolean {
  const effect = effectOf(policy, person, category);
  return overridden.some((one) => {
    const [opened, closed] = [numberOf(one), numberOf({ ...one, override: false })];
    return effect.some((read) => read.has(opened) && !read.has(closed));
  });
}

// By the rules: where a permit asks for an override as well, effects do not show that a restriction gives way to it too.
function isShielded({ rulesByCategory }: Policy, person: Person, category: string): boolean {
  const rules = rulesByCategory.get(category) ?? [];
  return rules.some(
    (rule) => rule.effect === "prohibit" && rule.when.restriction !== undefined && rule.when.override === false && addresses(rule, person),
  );
}
