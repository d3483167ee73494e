import { createMongoAbility } from "@casl/ability";
import type { MongoAbility, RawRuleOf } from "@casl/ability";
import type { Category, Rule } from "../policy.ts";
import type { Person, Situation } from "./situations.ts";

/** A rule and the question whether it holds for a category in a situation. */
export interface Matcher {
  readonly rule: Rule;
  readonly holds: (situation: Situation) => boolean;
}

/** The rules about one category. */
export interface CategoryRules {
  /** Permits and prohibitions of the whole category, in CASL's order: of those that hold, the first decides. */
  readonly read: readonly Matcher[];
  /** Prohibitions of marked records only. */
  readonly narrow: readonly Matcher[];
}

/** Compiles the rules to one CASL ability and sorts them by category, so that a decision looks at a category's own rules only. */
export function rulesByCategory(categories: readonly Category[], rules: readonly Rule[]): ReadonlyMap<string, CategoryRules> {
  // In CASL the last matching rule wins, so prohibitions stand last.
  const permits = rules.filter(({ effect }) => effect === "permit");
  const prohibitions = rules.filter(({ effect }) => effect === "prohibit");
  const ability = createMongoAbility([...permits, ...prohibitions].map(caslRule));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const matchers = (action: "read" | "narrow", category: string): Matcher[] =>
    ability.rulesFor(action, category).flatMap((casl) => {
      const rule = byId.get(casl.reason ?? "");
      // Always about an object: asked about the bare name of a category, CASL ignores conditions and permits.
      return rule ? [{ rule, holds: (situation: Situation) => casl.matchesConditions(situation) }] : [];
    });
  return new Map(categories.map(({ id }) => [id, { read: matchers("read", id), narrow: matchers("narrow", id) }]));
}

/** The question whether one rule holds, for any category that it names. Of the situation it must be told all on which the rule depends. */
export function matcherOf(rule: Rule): (situation: Partial<Situation>) => boolean {
  const casl = createMongoAbility([caslRule({ ...rule, effect: "permit" })]).rulesFor("read", rule.categories[0] ?? "")[0];
  return (situation) => casl?.matchesConditions(situation) === true;
}

/** Whether the rule speaks of this person at all, whatever the circumstances. */
export function addresses({ roles, agencies }: Pick<Rule, "roles" | "agencies">, { role, agency }: Person): boolean {
  return (roles === "everyone" || roles.includes(role)) && (agencies === undefined || agencies.includes(agency));
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
