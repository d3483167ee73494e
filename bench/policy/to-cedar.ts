import type { Rule } from "../../policies/index.ts";

/**
 * The rule as one Cedar policy. The principal is the role, the action the purpose, the resource the category; everything else is in the
 * context, so that no entities need to be sent. `isKnown` leaves out who and which category: for a policy set that holds only what concerns
 * one person and one category. Conditions stand in the order in which they rule most out.
 */
export function cedarPolicy(rule: Rule, isKnown: boolean): string {
  const conditions = [...(isKnown ? [] : addressing(rule)), ...circumstances(rule)];
  const when = conditions.length === 0 ? "" : ` when { ${conditions.join(" && ")} }`;
  return `${rule.effect === "permit" ? "permit" : "forbid"}(principal, action, resource)${when};`;
}

function addressing({ categories, roles, agencies }: Rule): string[] {
  return [
    oneOf("resource", entities("Category", categories)),
    ...(roles === "everyone" ? [] : [oneOf("principal", entities("Role", roles))]),
    ...(agencies ? [oneOf("context.agency", agencies.map(quoted))] : []),
  ];
}

function circumstances({ when }: Rule): string[] {
  const { relationship, purpose, rightsHolder, consent, restriction, override } = when;
  return [
    ...(purpose ? [oneOf("action", entities("Action", purpose))] : []),
    ...(relationship ? [oneOf("context.relationship", relationship.map(quoted))] : []),
    ...(rightsHolder ? [oneOf("context.rightsHolder", rightsHolder.map(quoted))] : []),
    ...(consent ? [oneOf("context.consent", consent.map(quoted))] : []),
    ...(restriction ? [`context.restriction.containsAny([${restriction.map(quoted).join(", ")}])`] : []),
    ...(override === undefined ? [] : [override ? "context.override" : "!context.override"]),
  ];
}

// As measured, this takes Cedar a sixth less time than asking a list whether it contains the value.
function oneOf(fact: string, values: readonly string[]): string {
  return `(${values.map((value) => `${fact} == ${value}`).join(" || ")})`;
}

function entities(type: string, ids: readonly string[]): readonly string[] {
  return ids.map((id) => `${type}::${quoted(id)}`);
}

// Names here are letters, hyphens, points and underscores, which JSON quotes as Cedar does.
function quoted(value: string): string {
  return JSON.stringify(value);
}
