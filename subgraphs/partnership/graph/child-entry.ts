import type { Purpose } from "../../../policies/index.ts";
import { Grant } from "../../kit/guard/grant.ts";
import type { ChildDecision } from "../deciding/decide-child.ts";
import { statementFor } from "../permits/statement.ts";
import { Child } from "./child.ts";
import type { PartnershipContext } from "./context.ts";

/**
 * The child as this person may see them for this purpose, placed under what was decided; null if there is no such child or the child is out of their
 * reach. The two must not be told apart, so both take the same way.
 */
export async function enterChild(context: PartnershipContext, id: string, purpose: Purpose): Promise<Child | null> {
  // PostgreSQL refuses NUL in a text; such an id is nobody's.
  if (id.includes("\0")) return null;
  const [decision, row] = await Promise.all([context.decide(id, purpose), context.index.child(id)]);
  if (decision === undefined || row === undefined || !decision.withinReach) return null;
  const { givenNames, familyName, preferredName, dateOfBirth, sex, firstLanguage, diedOn } = row;
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
  return context.guard.admit(child, grantOf(context, decision));
}

function grantOf({ policy, principal }: PartnershipContext, decision: ChildDecision): Grant {
  const { rules, withheld, inPart } = statementFor("partnership", policy, decision, principal.agency);
  return new Grant({
    rules: rules.map((rule) => ({ ...rule })),
    refusals: withheld,
    inPart,
    otherwise: { reason: "ROLE", remedy: "Nobody reads this.", rules: [] },
    policy: policy.version,
  });
}
