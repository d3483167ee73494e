import type { Policy } from "../../../policies/index.ts";
import type { Principal } from "../../../trust/access-token.ts";
import { type ChildDecision, decideChild } from "../deciding/decide-child.ts";
import { momentAt } from "../deciding/moment.ts";
import type { IndexedChild } from "../facts-reader.ts";
import { grantFor } from "../graph/child-entry.ts";
import { statementFor } from "../permits/statement.ts";
import { asTakenBy } from "./before-processes.ts";
import type { RecordedDecision } from "./recorded.ts";

/** A decision of which person and child are still known. */
export type Decidable = RecordedDecision & { readonly person: string; readonly child: string };

/**
 * Decides anew what was recorded, by the functions that the service decides by, on the facts and by the policy of then. Answers in words what comes out differently, each difference once; none if all that was recorded comes out the same.
 * Pure.
 */
export function differences(policy: Policy, facts: IndexedChild | undefined, recorded: Decidable): readonly string[] {
  if (facts === undefined) return ["the index had no such child"];
  const { person: subject, role, agency, purpose, at } = recorded;
  const principal = { subject, role, agency, name: "", issuer: "" };
  const decision = decideChild(policy, asTakenBy(policy, facts), principal, purpose, momentAt(at));
  if (!decision.withinReach) return ["the child was out of this person's reach"];
  return [...ownDifferences(policy, principal, decision, recorded), ...permitDifferences(policy, decision, recorded)];
}

function ownDifferences(policy: Policy, principal: Principal, decision: ChildDecision, recorded: RecordedDecision): string[] {
  const grant = grantFor({ policy, principal }, decision, "");
  const { rules = [], consents = "", override = null } = grant.about ?? {};
  return [
    ...unlike("rules", recorded.rules, rules),
    ...unlike("consents", recorded.consents, consents),
    ...(recorded.override === undefined ? [] : unlike("override", recorded.override, override)),
    ...Object.entries(recorded.categories).flatMap(([category, { fields, withheld, part }]) => {
      const reason = grant.refusal(category)?.reason ?? null;
      return [
        ...unlike(category, withheld ?? "answered", reason ?? "answered"),
        ...(reason === null ? unlike(`${category}, in part`, part, grant.conditional(category)) : []),
        ...(withheld !== null && fields.length > 0 ? [`${category}: withheld, and answered by ${fields.join(", ")}`] : []),
      ];
    }),
  ];
}

function permitDifferences(policy: Policy, decision: ChildDecision, { permits }: RecordedDecision): string[] {
  return Object.entries(permits).flatMap(([agency, { codes, rules }]) => {
    const { verdicts, ruleIds } = statementFor(agency, policy, decision);
    const categories = new Set([...Object.keys(codes), ...verdicts.keys()]);
    return [
      ...unlike(`rules of the permit for ${agency}`, rules, ruleIds),
      ...[...categories]
        .sort()
        .flatMap((one) => unlike(`${one} in the permit`, codes[one] ?? "not said", verdicts.get(one)?.code ?? "not said")),
    ];
  });
}

function unlike(what: string, recorded: unknown, anew: unknown): string[] {
  const [was, is] = [recorded, anew].map((said) => (Array.isArray(said) ? said.join(", ") : String(said)));
  return was === is
    ? []
    : [`${what}: recorded as ${was === "" ? "none" : String(was)}, and comes out as ${is === "" ? "none" : String(is)}`];
}
