import {
  type Explanation,
  explain,
  type Person,
  type Policy,
  type ReasonCode,
  type Relationship,
  type Situation,
} from "../../../../policies/index.ts";

/** What is so of one child, category by category. */
export type SituationOf = (category: string) => Situation;

/** Who asks about whom. */
export interface Asking {
  readonly policy: Policy;
  /** The officer's agency. */
  readonly officer: string;
  /** Whom they ask about. With an `id`, the relationship is what the actor really is to the child. */
  readonly actor: Person & { readonly id?: string | null | undefined; readonly relationship: Relationship };
}

/**
 * Explains, of a real child, what an officer may be told. Each agency's officer answers for its own records whoever reads them, and the index is everybody's. Of
 * another agency's categories they learn no more than a colleague on the child's team, whom they named, can find out by asking themself; and by which rule it is
 * restricted. Other categories are left out. Does not check that the actor has the role.
 */
export function toldOfChild(asking: Asking, categories: readonly string[], situationOf: SituationOf): readonly Explanation[] {
  const { policy, officer } = asking;
  const own = new Set(policy.categories.filter(({ owner }) => owner === officer || owner === "partnership").map(({ id }) => id));
  const told = isColleagueOnTeam(asking) ? categories : categories.filter((category) => own.has(category));
  return told.map((category) => {
    const explanation = explain(policy, situationOf(category), category);
    return own.has(category) ? withoutIdleRestrictions(explanation) : asTheActorCouldLearn(policy, explanation);
  });
}

function isColleagueOnTeam({ officer, actor: { id, agency, relationship } }: Asking): boolean {
  return Boolean(id) && agency === officer && relationship !== "none";
}

/** A rule that asks for one restriction would else tell of all others too, and of some nobody but the agency that holds the record should know. */
function withoutIdleRestrictions(explanation: Explanation): Explanation {
  const turnedOn = new Set<unknown>(explanation.findings.flatMap(({ rule }) => rule.when.restriction ?? []));
  const findings = explanation.findings.map(({ failed, ...finding }) => ({
    ...finding,
    failed: failed.map((one) =>
      one.condition === "restriction" ? { ...one, found: one.found.filter((value) => turnedOn.has(value)) } : one,
    ),
  }));
  return { ...explanation, findings };
}

/** On what a refusal rests, for each reason there is: what somebody consented to, a restriction, or nothing that is about this child alone. */
const restsOn: Readonly<Record<ReasonCode, "CONSENT" | "RESTRICTION" | "NEITHER">> = {
  ROLE: "NEITHER",
  NO_RELATIONSHIP: "NEITHER",
  NO_CONSENT: "CONSENT",
  CONSENT_WITHDRAWN: "CONSENT",
  CONSENT_EXPIRED: "CONSENT",
  PURPOSE: "NEITHER",
  RESTRICTED: "RESTRICTION",
  AGENCY_RULE: "NEITHER",
  PERMIT: "NEITHER",
};

/** Leaves out what was consented or restricted wherever the decision does not rest on it. */
function asTheActorCouldLearn(policy: Policy, explanation: Explanation): Explanation {
  const { category, decision, situation } = explanation;
  const on = decision.effect === "withhold" ? restsOn[decision.reason] : "NEITHER";
  const onConsent = on === "CONSENT";
  const findings = explanation.findings
    .filter(({ rule }) => decision.ruleIds.includes(rule.id))
    .map(({ failed, ...finding }) => ({
      ...finding,
      failed: failed.filter(({ condition }) => condition !== "restriction" && (onConsent || condition !== "consent")),
    }));
  // A restriction behind a missing consent is not told: whoever lacks the consent is not told of it either.
  const unrestricted = () => explain(policy, { ...situation, restriction: [] }, category).wouldOpen;
  const wouldOpen = onConsent ? unrestricted() : on === "RESTRICTION" ? explanation.wouldOpen : [];
  return { ...explanation, findings, wouldOpen };
}
