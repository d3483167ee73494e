import type { Policy } from "../../../policies/index.ts";
import type { PermitNote } from "../../kit/guard/journal.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";

/** What the audit says of a permit: what was decided of each category of the agency that it is for. */
export function permitNoteOf(policy: Policy, agency: string, decision: ChildDecision): PermitNote {
  const verdicts = policy.categories.filter(({ owner }) => owner === agency).map(({ id }) => decision.verdict(id));
  return {
    permitted: verdicts.flatMap(({ category, effect }) => (effect === "permit" ? [category] : [])),
    withheld: Object.fromEntries(
      verdicts.flatMap((verdict) => (verdict.effect === "withhold" ? [[verdict.category, verdict.reason]] : [])),
    ),
    rules: [...new Set(verdicts.flatMap(({ ruleIds }) => ruleIds))].sort(),
  };
}
