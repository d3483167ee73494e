import { subject } from "@casl/ability";
import { checkFacts, situationIn } from "./facts.ts";
import type { Facts } from "./facts.ts";
import type { CategoryRules, Matcher, Situation } from "./matching.ts";
import type { Policy, Rule } from "../policy.ts";
import { nearestRefusal } from "./refusal.ts";
import { residualRules } from "./residual.ts";
import type { CaslRule } from "./residual.ts";
import type { ReasonCode } from "../vocabulary.ts";

/**
 * What becomes of one category. A permit carries the rules that are left for the records, and is `conditional` if they depend on a
 * record's marks. `ruleIds`, sorted, are the rules that permitted or prohibited; where no rule matched, those that came nearest.
 */
export type CategoryDecision =
  | {
      readonly effect: "permit";
      readonly category: string;
      readonly rules: readonly CaslRule[];
      readonly ruleIds: readonly string[];
      readonly conditional: boolean;
    }
  | { readonly effect: "withhold"; readonly category: string; readonly reason: ReasonCode; readonly ruleIds: readonly string[] };

/**
 * Decides every category of the policy, in the order of categories.yaml. Pure and total: never throws, whatever the facts.
 * What no rule permits is withheld, a prohibition beats every permit, and facts that are missing or unknown withhold.
 * Does not establish facts, and does not know whether there is a record to read.
 */
export function decide(policy: Policy, facts: Facts): ReadonlyMap<string, CategoryDecision> {
  const known = checkFacts(facts);
  const isRole = known !== undefined && policy.roles.some(({ id, agencies }) => id === known.role && agencies.includes(known.agency));
  return new Map(
    [...policy.index].map(([id, rules]) => {
      const situation = known && situationIn(known, id);
      if (!situation) return [id, withhold(id, "RESTRICTED", [])];
      return [id, isRole ? decideCategory(id, rules, situation) : withhold(id, "ROLE", [])];
    }),
  );
}

function decideCategory(category: string, rules: CategoryRules, situation: Situation): CategoryDecision {
  // Always an object: asked about the bare name of a category, CASL ignores conditions and permits.
  const judged = subject(category, situation);
  const matched = holding(rules.read, judged);
  const permits = matched.filter(({ effect }) => effect === "permit");
  // Only those whom a rule would permit are told of a restriction: to the others its very existence would be news.
  if (permits.length === 0) {
    const { reason, ruleIds } = nearestRefusal(rules.permits, situation);
    return withhold(category, reason, ruleIds);
  }
  const prohibitions = matched.filter(({ effect }) => effect === "prohibit");
  if (prohibitions.length > 0) return withhold(category, "RESTRICTED", idsOf(prohibitions));
  const narrowing = holding(rules.narrow, judged);
  const residual = residualRules(category, permits, narrowing);
  const conditional = residual.some(({ conditions }) => conditions !== undefined);
  return { effect: "permit", category, rules: residual, ruleIds: idsOf([...permits, ...narrowing]), conditional };
}

function holding(matchers: readonly Matcher[], judged: Situation): readonly Rule[] {
  return matchers.filter(({ holds }) => holds(judged)).map(({ rule }) => rule);
}

function withhold(category: string, reason: ReasonCode, ruleIds: readonly string[]): CategoryDecision {
  return { effect: "withhold", category, reason, ruleIds };
}

function idsOf(rules: readonly Rule[]): readonly string[] {
  return rules.map(({ id }) => id).sort();
}
