import type { Policy } from "../policy.ts";
import { withhold } from "./category-decider.ts";
import type { CategoryDecision } from "../category-decision.ts";
import type { Facts } from "./facts.ts";
import { commonNumber, ownNumber } from "./situations.ts";

/**
 * Decides the categories, by default every category of the policy in the order of categories.yaml. Pure and total: never throws, whatever
 * the facts. What no rule permits is withheld, a prohibition beats every permit, and facts that are missing or unknown withhold.
 * Does not establish facts, and does not know whether there is a record to read.
 */
export function decide(
  policy: Policy,
  facts: Facts,
  categories: Iterable<string> = policy.deciders.keys(),
): ReadonlyMap<string, CategoryDecision> {
  const common = areFacts(facts) ? commonNumber(facts) : undefined;
  const person = common === undefined ? undefined : policy.personNumbers.get(facts.role)?.get(facts.agency);
  const decisions = new Map<string, CategoryDecision>();
  for (const category of categories) {
    const own =
      common === undefined ? undefined : ownNumber(facts.consent[category], facts.restrictions[category], facts.overrides[category]);
    const decider = policy.deciders.get(category);
    if (common === undefined || own === undefined || !decider) decisions.set(category, withhold(category, "RESTRICTED", []));
    else decisions.set(category, person === undefined ? withhold(category, "ROLE", []) : decider.decide(person, common + own));
  }
  return decisions;
}

// Facts come from code that the compiler checked, but a mistake there must not permit, nor stop the answer to everything else.
function areFacts(facts: unknown): boolean {
  if (!isObject(facts) || typeof facts["role"] !== "string" || typeof facts["agency"] !== "string") return false;
  return isPlain(facts["consent"]) && isPlain(facts["restrictions"]) && isPlain(facts["overrides"]);
}

// Plain, so that nothing is read that was only inherited, and no entry has to be asked whether it was.
function isPlain(value: unknown): boolean {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
