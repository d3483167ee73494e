import { agencyTitle, type Purpose } from "../../../policies/index.ts";
import { namesOf, undecided } from "../../../trust/refusal-words.ts";
import { Grant } from "../../kit/guard/grant.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";
import { statementFor } from "../permits/statement.ts";
import { nobody } from "../reach-reader.ts";
import { askerOf } from "./asker.ts";
import { Child } from "./child.ts";
import type { PartnershipContext } from "./context.ts";

/** Who a decision is for, and the policy that it is made by. */
type DecidedBy = Pick<PartnershipContext, "policy" | "principal">;

/**
 * The child as this person may see them for this purpose, placed under what was decided; null if there is no such child or the child is out of their
 * reach. The two must not be told apart, so of both nobody's facts are read. Whether the child is within reach is decided once more by the child's own.
 */
export async function enterChild(context: PartnershipContext, id: string, purpose: Purpose): Promise<Child | null> {
  const { related } = await context.index.reach(context.principal, context.today);
  const reached = related.has(id) ? id : nobody;
  const [decision, facts] = await Promise.all([context.decide(reached, purpose), context.index.facts(reached)]);
  if (decision === undefined || facts === undefined || !decision.withinReach) return null;
  const { givenNames, familyName, preferredName, dateOfBirth, sex, firstLanguage, diedOn } = facts.row;
  const child = Object.assign(new Child(), {
    id,
    givenNames,
    familyName,
    preferredName,
    dateOfBirth,
    sex,
    firstLanguage,
    diedOn,
    decision,
  });
  return context.guard.admit(child, grantFor(context, decision, facts.snapshot));
}

/** What is granted of the partnership's own by a decision that was made on the facts of a moment; see {@link readTogether}. Pure. */
export function grantFor({ policy, principal }: DecidedBy, decision: ChildDecision, snapshot: string): Grant {
  const { verdicts, ruleIds: rules } = statementFor("partnership", policy, decision);
  // Of all categories: what it opens of an agency's is decided here as well.
  const override = decision.overrideOf(policy.categories.map(({ id }) => id));
  const { child, purpose, consentRevision: consents } = decision;
  return new Grant({
    verdicts,
    keptBack: new Map(),
    otherwise: undecided,
    policy: policy.version,
    asking: principal.agency,
    names: namesOf(policy.categories, (agency) => agencyTitle(policy, agency)),
    about: { asker: askerOf(principal), child, purpose, policy: policy.version, rules, consents, override, snapshot },
  });
}
