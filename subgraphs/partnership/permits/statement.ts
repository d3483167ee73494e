import { agencyTitle, type CaslRule, type Policy, toldRules } from "../../../policies/index.ts";
import type { Refusal } from "../../../trust/refusal.ts";
import { remedy } from "../../../trust/refusal-words.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";

/** What was decided about the categories of one owner. An agency reads it in a permit; about the partnership's own categories it holds at once. */
export interface Statement {
  readonly rules: readonly CaslRule[];
  /** Why categories are withheld from the person, as they are told. */
  readonly withheld: readonly Omit<Refusal, "policy">[];
  /** For each category of which only some records may be read, the ids that may be told of the rules that leave the others out. */
  readonly inPart: ReadonlyMap<string, readonly string[]>;
  /** The ids of all rules behind it, for the audit: not all of them may be told to the person. */
  readonly ruleIds: readonly string[];
  /** The override behind it, if one is open for any of these categories. */
  readonly override: string | null;
}

/** States a decision for one owner of categories. `asking` is the agency of the person who asks. */
export function statementFor(owner: string, policy: Policy, decision: ChildDecision, asking: string): Statement {
  const categories = policy.categories.filter((category) => category.owner === owner);
  const titleOf = (agency: string): string => agencyTitle(policy, agency);
  const own = categories.map(({ id }) => decision.verdict(id));
  const permitted = own.filter((verdict) => verdict.effect === "permit");
  return {
    rules: permitted.flatMap(({ rules }) => rules),
    withheld: categories.flatMap((category, at) => {
      const verdict = own[at];
      if (verdict?.effect !== "withhold") return [];
      const { reason } = verdict;
      return [{ category: category.id, reason, remedy: remedy(category, reason, asking, titleOf), rules: toldRules(policy, verdict) }];
    }),
    inPart: new Map(
      permitted.filter(({ conditional }) => conditional).map((verdict) => [verdict.category, toldRules(policy, verdict)] as const),
    ),
    ruleIds: [...new Set(own.flatMap(({ ruleIds }) => ruleIds))].sort(),
    override: decision.overrideOf(own.map(({ category }) => category)),
  };
}
