import type { Policy, Rule } from "../../policies/index.ts";
import { comparableRules } from "./comparable.ts";

/** The kind of resource that the Cerbos policy is about; which category one is, its id and the action say. */
export const resourceKind = "category";

/**
 * The policy as one Cerbos resource policy (JSON, which is YAML). To read a category is an action of its own, and our roles are Cerbos's,
 * since it looks rules up by action and role; everything else is a CEL condition over attributes of the principal or the resource.
 */
export function cerbosPolicy(policy: Policy): string {
  return JSON.stringify({
    apiVersion: "api.cerbos.dev/v1",
    resourcePolicy: { resource: resourceKind, version: "default", rules: comparableRules(policy).map(cerbosRule) },
  });
}

function cerbosRule(rule: Rule): object {
  const conditions = circumstances(rule);
  return {
    name: rule.id,
    actions: rule.categories,
    effect: rule.effect === "permit" ? "EFFECT_ALLOW" : "EFFECT_DENY",
    roles: rule.roles === "everyone" ? ["*"] : rule.roles,
    ...(conditions.length > 0 && { condition: { match: { expr: conditions.join(" && ") } } }),
  };
}

function circumstances({ agencies, when }: Rule): string[] {
  const { relationship, purpose, rightsHolder, consent, restriction, override } = when;
  return [
    ...(agencies ? [`P.attr.agency in ${list(agencies)}`] : []),
    ...(purpose ? [`P.attr.purpose in ${list(purpose)}`] : []),
    ...(relationship ? [`P.attr.relationship in ${list(relationship)}`] : []),
    ...(rightsHolder ? [`P.attr.rightsHolder in ${list(rightsHolder)}`] : []),
    ...(consent ? [`R.attr.consent in ${list(consent)}`] : []),
    ...(restriction ? [`hasIntersection(R.attr.restriction, ${list(restriction)})`] : []),
    ...(override === undefined ? [] : [`R.attr.override == ${String(override)}`]),
  ];
}

function list(values: readonly string[]): string {
  return JSON.stringify(values);
}
