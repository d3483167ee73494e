import type { CategoryDecision, ReasonCode } from "../../../policies/index.ts";

/**
 * What is permitted by both of two decisions on a category: a permit of the records that both let pass, or the refusal that decides. Where both withhold it is the one that tells less of the child.
 * Without another it is the one. Pure.
 */
export function narrower(one: CategoryDecision, other: CategoryDecision | undefined): CategoryDecision {
  if (other === undefined) return one;
  if (one.effect === "withhold") return decidesBefore(other, one) ? other : one;
  if (other.effect === "withhold") return other;
  const ruleIds = [...new Set([...one.ruleIds, ...other.ruleIds])].sort();
  if (!one.conditional || !other.conditional) return { ...(one.conditional ? one : other), ruleIds };
  // A record passes if a rule of the one and a rule of the other let it pass.
  const rules = one.rules.flatMap((rule) =>
    other.rules.map(({ conditions }) => ({ ...rule, conditions: { ...rule.conditions, ...conditions } })),
  );
  return { ...one, rules, ruleIds };
}

/** Whether a decision stands before another on the same category: it keeps more back, or tells less where both withhold. */
export function decidesBefore(one: CategoryDecision, other: CategoryDecision): boolean {
  return rankOf(one) < rankOf(other);
}

function rankOf(decision: CategoryDecision): number {
  if (decision.effect === "withhold") return tells[decision.reason];
  return decision.conditional ? permitsInPart : permitsAll;
}

// What somebody's role does not read at all says nothing of the child; what they would read but for a restriction, that there is one.
const tells: Readonly<Record<ReasonCode, number>> = {
  ROLE: 0,
  AGENCY_RULE: 1,
  NO_RELATIONSHIP: 2,
  PURPOSE: 3,
  PERMIT: 3,
  NO_CONSENT: 4,
  CONSENT_WITHDRAWN: 4,
  CONSENT_EXPIRED: 4,
  RESTRICTED: 5,
};
const [permitsInPart, permitsAll] = [6, 7];
