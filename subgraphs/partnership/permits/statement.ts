import { type CategoryDecision, type Policy, toldRules } from "../../../policies/index.ts";
import { readCodeOf, type Verdict } from "../../../trust/permit-codes.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";

/** What was decided about the categories of one owner. An agency reads it in a permit; about the partnership's own categories it holds at once. */
export interface Statement {
  /** What was decided of each category, with the ids that may be told of the rules behind it. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** The ids of all rules behind it, for the audit: not all of them may be told to the person. */
  readonly ruleIds: readonly string[];
  /** The override behind it, if one is open for any of these categories. */
  readonly override: string | null;
}

/** States a decision for one owner of categories. */
export function statementFor(owner: string, policy: Policy, decision: ChildDecision): Statement {
  const own = policy.categories.filter((category) => category.owner === owner).map(({ id }) => decision.verdict(id));
  return {
    verdicts: new Map(own.map((decided) => [decided.category, verdictOf(policy, decided)])),
    ruleIds: [...new Set(own.flatMap(({ ruleIds }) => ruleIds))].sort(),
    override: decision.overrideOf(own.map(({ category }) => category)),
  };
}

function verdictOf(policy: Policy, decided: CategoryDecision): Verdict {
  if (decided.effect === "permit") {
    const code = readCodeOf(decided.rules.map(({ conditions = {} }) => conditions));
    return { code, rules: code === "ALL" ? [] : toldRules(policy, decided) };
  }
  // What nobody decides, no decision says.
  if (decided.reason === "PERMIT") throw new Error(`${decided.category} was decided to have no permit`);
  return { code: decided.reason, rules: toldRules(policy, decided) };
}
