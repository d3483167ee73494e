import { createMongoAbility } from "@casl/ability";
import type { MongoAbility, RawRuleOf } from "@casl/ability";
import type { Category, Rule } from "../policy.ts";
import type { ConsentState, Purpose, Relationship, Restriction, RightsHolder } from "../vocabulary.ts";

/** All that rules can depend on, for one person and one category. Always complete: in CASL a missing attribute can permit. */
export interface Situation {
  readonly role: string;
  readonly agency: string;
  readonly relationship: Relationship;
  readonly purpose: Purpose;
  readonly rightsHolder: RightsHolder;
  readonly consent: ConsentState;
  readonly restriction: readonly Restriction[];
  readonly override: boolean;
}

/** A rule and the question whether it holds. The situation must be a CASL subject of the category, never its bare name. */
export interface Matcher {
  readonly rule: Rule;
  readonly holds: (judged: Situation) => boolean;
}

/** The rules about one category. */
export interface CategoryRules {
  /** Permits and prohibitions of the whole category, in CASL's order: of those that hold, the first decides. */
  readonly read: readonly Matcher[];
  /** Prohibitions of marked records only. */
  readonly narrow: readonly Matcher[];
  readonly permits: readonly Rule[];
}

/** Compiles the rules to one CASL ability and indexes it by category, so that a decision looks at a category's own rules only. */
export function rulesByCategory(categories: readonly Category[], rules: readonly Rule[]): ReadonlyMap<string, CategoryRules> {
  // In CASL the last matching rule wins, so prohibitions stand last.
  const permits = rules.filter(({ effect }) => effect === "permit");
  const prohibitions = rules.filter(({ effect }) => effect === "prohibit");
  const ability = createMongoAbility([...permits, ...prohibitions].map(caslRule));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const matchers = (action: "read" | "narrow", category: string): Matcher[] =>
    ability.rulesFor(action, category).flatMap((casl) => {
      const rule = byId.get(casl.reason ?? "");
      return rule ? [{ rule, holds: (judged: Situation) => casl.matchesConditions(judged) }] : [];
    });
  return new Map(
    categories.map(({ id }) => [
      id,
      { read: matchers("read", id), narrow: matchers("narrow", id), permits: permits.filter((rule) => rule.categories.includes(id)) },
    ]),
  );
}

// The reason of the CASL rule is the rule's id.
function caslRule(rule: Rule): RawRuleOf<MongoAbility> {
  const prohibits = rule.effect === "prohibit";
  const narrows = prohibits && rule.marks.length > 0;
  return {
    action: narrows ? "narrow" : "read",
    subject: [...rule.categories],
    conditions: conditionsOf(rule),
    reason: rule.id,
    ...(prohibits && !narrows && { inverted: true }),
  };
}

// Equality and membership only: `$ne`, `$exists` and the like hold for what is missing. The role stands first, since it rules most out.
function conditionsOf({ roles, agencies, when: { override, ...lists } }: Rule): Record<string, { $in: string[] } | { $eq: boolean }> {
  const allowed: Record<string, readonly string[] | undefined> = {
    role: roles === "everyone" ? undefined : roles,
    agency: agencies,
    ...lists,
  };
  return {
    ...Object.fromEntries(Object.entries(allowed).flatMap(([fact, values]) => (values ? [[fact, { $in: [...values] }]] : []))),
    ...(override !== undefined && { override: { $eq: override } }),
  };
}
