import type { Policy, Rule } from "../policy.ts";
import type { CategoryDecision } from "../category-decision.ts";

/**
 * The ids, sorted, that the person who asked may be told of the rules behind a decision: those of the permits that came nearest, or of what leaves out a part.
 * Where the reason is RESTRICTED there are none, and a rule that turns on a restriction is never among them: its id would say what `remedy` keeps quiet, which
 * restriction it is. Where a part is left out, they depend on nothing but who asks, as what and for which purpose: else two answers with the same records would
 * differ by what somebody consented to. Expects a decision of this policy. All ids, for those who audit, stand in the decision itself.
 */
export function toldRules(policy: Pick<Policy, "rulesById">, decision: CategoryDecision): readonly string[] {
  if (decision.effect === "withhold" && decision.reason === "RESTRICTED") return [];
  const mayBeTold = decision.effect === "permit" ? leavesOutOpenly : namesNoRestriction;
  return decision.ruleIds.filter((id) => {
    const rule = policy.rulesById.get(id);
    return rule !== undefined && mayBeTold(rule);
  });
}

function namesNoRestriction({ when }: Rule): boolean {
  return when.restriction === undefined;
}

/** Whether the rule leaves marked records out, whatever is consented, restricted or overridden, and whoever holds the rights. */
function leavesOutOpenly({ marks, when: { relationship: _relationship, purpose: _purpose, ...hidden } }: Rule): boolean {
  return marks.length > 0 && Object.values(hidden).every((condition) => condition === undefined);
}
