import type { Policy } from "../policy.ts";
import type { CategoryDecision } from "./category-decider.ts";

/**
 * The ids, sorted, that the person who asked may be told of the rules behind a decision: those of the permits that came nearest, or of what permits a part.
 * Where the reason is RESTRICTED there are none, and a rule that turns on a restriction is never among them: its id would say what `remedy` keeps quiet, which
 * restriction it is. Expects a decision of this policy. All ids, for those who audit, stand in the decision itself.
 */
export function toldRules(policy: Pick<Policy, "rulesById">, decision: CategoryDecision): readonly string[] {
  if (decision.effect === "withhold" && decision.reason === "RESTRICTED") return [];
  return decision.ruleIds.filter((id) => policy.rulesById.get(id)?.when.restriction === undefined);
}
