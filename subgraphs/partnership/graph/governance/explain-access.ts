import {
  changeSentence,
  decide,
  type Explanation,
  explain,
  type Facts,
  type Policy,
  type Purpose,
  type Relationship,
  type Situation,
} from "../../../../policies/index.ts";
import { factsOn } from "../../deciding/decisions-on.ts";
import { decidesBefore } from "../../deciding/narrower.ts";
import { nobody } from "../../reach-reader.ts";
import type { PartnershipContext } from "../context.ts";
import type { AccessExplanation, ExplainedDecision } from "./access-explanation.ts";
import type { ActorInput, SituationInput } from "./access-question.ts";
import { agencyOf, categoriesNamed, invalid } from "./named.ts";
import { decisionSentence } from "./decision-sentence.ts";
import { bookOf } from "./policy-book.ts";
import { type SituationOf, toldOfChild } from "./told-of-child.ts";

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
 * the child. Does not check that the actor has the role, but for one who is named by their id and on the child's team: of them it is what that role and the directory's both permit.
 */
export async function explainAccess(context: PartnershipContext, question: AccessQuestion): Promise<AccessExplanation | null> {
  const { policy } = context;
  const actor: Actor = { ...question.actor, agency: agencyOf(policy, question.actor.role, question.actor.agency ?? undefined) };
  const categories = categoriesNamed(policy, question.categories);
  const { situation, childId } = question;
  if ((situation === undefined) === (childId === undefined)) throw invalid("give either a situation or the id of a child, and not both");
  if (childId === undefined) {
    const situationOf = imagined(actor, question.purpose, situation ?? {});
    return answer(
      policy,
      situationOf("").relationship,
      categories.map((category) => explain(policy, situationOf(category), category)),
    );
  }
  checkActor(context, actor);
  logQuestion(context, actor, question.purpose, childId);
  const situationOf = await found(context, actor, question.purpose, childId);
  if (situationOf === undefined) return null;
  const { relationship } = situationOf("");
  const told = toldOfChild({ policy, officer: context.principal.agency, actor: { ...actor, relationship } }, categories, situationOf);
  return answer(policy, relationship, told);
}

// Whom another agency works with is as much its own as what it writes down, so its people can only be asked about as if they were this or that to the child.
function checkActor({ principal }: PartnershipContext, { id, relationship, agency }: Actor): void {
  if (!!id === !!relationship) throw invalid("with a child's id, give either the actor's id or their relationship, and not both");
  if (id && agency !== principal.agency && agency !== "family")
    throw invalid("an actor of another agency is named by their relationship to the child, and not by their id");
}

// Nobody else would see an officer go through children. Texts are cut, since an officer can send anything.
function logQuestion({ log, principal }: PartnershipContext, actor: Actor, purpose: Purpose, childId: string): void {
  const { role, agency, id, relationship } = actor;
  const asked = { role, agency, id: id?.slice(0, 100), relationship };
  log.warn(
    { officer: principal.subject, agency: principal.agency, childId: childId.slice(0, 100), actor: asked, purpose },
    "an officer asked why somebody reads of a child what they do",
  );
}

function imagined({ role, agency, id, relationship }: Actor, purpose: Purpose, situation: SituationInput): SituationOf {
  if (id || !relationship) throw invalid("with a situation, give the actor's relationship, and not their id");
  const { rightsHolder, consent, restrictions, override, processOpen } = situation;
  return () => ({
    role,
    agency,
    relationship,
    purpose,
    purposeHolds: processOpen ?? true,
    rightsHolder: rightsHolder ?? "parent",
    consent: consent ?? "none",
    restriction: (restrictions ?? []).filter((one) => one !== null),
    override: override ?? false,
  });
}

async function found(context: PartnershipContext, actor: Actor, purpose: Purpose, childId: string): Promise<SituationOf | undefined> {
  const { policy, index, identifierSystems } = context;
  // PostgreSQL refuses NUL in a text; such an id is nobody's. Of a child whom their agency does not know the same is read as of none.
  const isKnown = !childId.includes("\0") && (await index.isKnownTo(identifierSystems, childId));
  const child = await index.facts(isKnown ? childId : nobody);
  if (child === undefined) return undefined;
  // Of the actor only these three are known, and facts rest on no more.
  const principal = { subject: actor.id ?? "", role: actor.role, agency: actor.agency, name: "", issuer: "" };
  const asked = factsOn(policy, child, principal, purpose, context).map((facts) => ({
    ...facts,
    relationship: actor.relationship ?? facts.relationship,
  }));
  const [first, ...others] = asked;
  return (
    first &&
    ((category) =>
      situationIn(
        others.reduce((one, other) => decidingOf(policy, one, other, category), first),
        category,
      ))
  );
}

/** Of two the facts that decide: while an assessment is contested, with it or without it; where the directory has the actor in another role than is named, in the one or the other. */
function decidingOf(policy: Policy, one: Facts, other: Facts, category: string): Facts {
  const [by, byOther] = [one, other].map((facts) => decide(policy, facts, [category]).get(category));
  return by !== undefined && byOther !== undefined && decidesBefore(byOther, by) ? other : one;
}

function situationIn({ consent, restrictions, overrides, ...facts }: Facts, category: string): Situation {
  return {
    ...facts,
    consent: consent[category] ?? "none",
    restriction: restrictions[category] ?? [],
    override: overrides[category] ?? false,
  };
}

function answer(policy: Policy, relationship: Relationship, explanations: readonly Explanation[]): AccessExplanation {
  return { policy: policy.version, relationship, decisions: explanations.map((explanation) => decisionOf(policy, explanation)) };
}

function decisionOf(policy: Policy, explanation: Explanation): ExplainedDecision {
  const { category, decision, findings, situation, wouldOpen } = explanation;
  const { rules } = bookOf(policy);
  const texts = (values: readonly (string | boolean)[]) => values.map(String);
  return {
    category,
    decision: decision.effect === "withhold" ? "REFUSED" : decision.conditional ? "PERMITTED_IN_PART" : "PERMITTED",
    reason: decision.effect === "withhold" ? decision.reason : null,
    sentence: decisionSentence(policy, explanation),
    rules: findings.flatMap(({ rule: { id }, holds, failed }) => {
      const rule = rules.get(id);
      const conditions = failed.map(({ condition, asked, found: instead }) => ({ condition, asked: texts(asked), found: texts(instead) }));
      return rule ? [{ rule, decisive: decision.ruleIds.includes(id), holds, failed: conditions }] : [];
    }),
    wouldOpen: wouldOpen.map((change) => changeSentence(situation, change)),
  };
}
