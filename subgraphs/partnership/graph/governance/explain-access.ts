import { changeSentence, type Explanation, explain, type Policy, type Purpose, type Situation } from "../../../../policies/index.ts";
import { gatherFacts } from "../../deciding/gather-facts.ts";
import type { PartnershipContext } from "../context.ts";
import type { AccessExplanation, ExplainedDecision } from "./access-explanation.ts";
import type { ActorInput, SituationInput } from "./access-question.ts";
import { agencyOf, categoriesNamed, invalid } from "./named.ts";
import { bookOf } from "./policy-book.ts";

/** What an officer asks. */
export interface AccessQuestion {
  readonly actor: ActorInput;
  readonly purpose: Purpose;
  readonly categories: readonly (string | null)[] | undefined;
  readonly situation: SituationInput | undefined;
  readonly childId: string | undefined;
}

/** The actor, known to the policy. */
type Actor = Pick<ActorInput, "id" | "relationship"> & { readonly role: string; readonly agency: string };

/**
 * Explains what is decided for an actor: of an imagined child, or of one child as the facts are now. Null if there is no such child, or if the officer's own
 * agency does not know the child: else an officer could try out whom another agency works with. Throws ARGUMENT_INVALID, and never for a reason that lies in
 * the child. Does not check that the actor has the role.
 */
export async function explainAccess(context: PartnershipContext, question: AccessQuestion): Promise<AccessExplanation | null> {
  const { policy } = context;
  const actor: Actor = { ...question.actor, agency: agencyOf(policy, question.actor.role, question.actor.agency ?? undefined) };
  const categories = categoriesNamed(policy, question.categories);
  const { situation, childId } = question;
  if ((situation === undefined) === (childId === undefined)) throw invalid("give either a situation or the id of a child, and not both");
  if (childId === undefined) return answer(policy, categories, imagined(actor, question.purpose, situation ?? {}));
  if (!!actor.id === !!actor.relationship)
    throw invalid("with a child's id, give either the actor's id or their relationship, and not both");
  const situationOf = await found(context, actor, question.purpose, childId);
  return situationOf === undefined ? null : answer(policy, toldTo(context, actor, categories), situationOf);
}

type SituationOf = (category: string) => Situation;

function imagined({ role, agency, id, relationship }: Actor, purpose: Purpose, situation: SituationInput): SituationOf {
  if (id || !relationship) throw invalid("with a situation, give the actor's relationship, and not their id");
  const { rightsHolder, consent, restrictions, override } = situation;
  return () => ({
    role,
    agency,
    relationship,
    purpose,
    rightsHolder: rightsHolder ?? "parent",
    consent: consent ?? "none",
    restriction: (restrictions ?? []).filter((one) => one !== null),
    override: override ?? false,
  });
}

async function found(context: PartnershipContext, actor: Actor, purpose: Purpose, childId: string): Promise<SituationOf | undefined> {
  const { policy, index, today, identifierSystems } = context;
  // PostgreSQL refuses NUL in a text; such an id is nobody's.
  const child = childId.includes("\0") ? undefined : await index.facts(childId);
  if (child === undefined || ![...identifierSystems].some((system) => child.identifiers.has(system))) return undefined;
  // Of the actor only these three are known, and facts rest on no more.
  const principal = { subject: actor.id ?? "", role: actor.role, agency: actor.agency, name: "", issuer: "" };
  const { consent, restrictions, overrides, ...facts } = gatherFacts(policy, child, principal, purpose, today);
  return (category) => ({
    ...facts,
    relationship: actor.relationship ?? facts.relationship,
    consent: consent[category] ?? "none",
    restriction: restrictions[category] ?? [],
    override: overrides[category] ?? false,
  });
}

// Each agency's officer answers for its own people, and for its own records whoever reads them; the index is everybody's.
function toldTo({ policy, principal }: PartnershipContext, actor: Actor, categories: readonly string[]): readonly string[] {
  if (actor.agency === principal.agency) return categories;
  const own = policy.categories.filter(({ owner }) => owner === principal.agency || owner === "partnership").map(({ id }) => id);
  return categories.filter((category) => own.includes(category));
}

function answer(policy: Policy, categories: readonly string[], situationOf: SituationOf): AccessExplanation {
  const explanations = categories.map((category) => explain(policy, situationOf(category), category));
  return {
    policy: policy.version,
    relationship: situationOf("").relationship,
    decisions: explanations.map((explanation) => decisionOf(policy, explanation)),
  };
}

function decisionOf(policy: Policy, { category, decision, findings, situation, wouldOpen }: Explanation): ExplainedDecision {
  const { rules } = bookOf(policy);
  const texts = (values: readonly (string | boolean)[]) => values.map(String);
  return {
    category,
    decision: decision.effect === "withhold" ? "REFUSED" : decision.conditional ? "PERMITTED_IN_PART" : "PERMITTED",
    reason: decision.effect === "withhold" ? decision.reason : null,
    rules: findings.flatMap(({ rule: { id }, holds, failed }) => {
      const rule = rules.get(id);
      const conditions = failed.map(({ condition, asked, found: instead }) => ({ condition, asked: texts(asked), found: texts(instead) }));
      return rule ? [{ rule, decisive: decision.ruleIds.includes(id), holds, failed: conditions }] : [];
    }),
    wouldOpen: wouldOpen.map((change) => changeSentence(situation, change)),
  };
}
